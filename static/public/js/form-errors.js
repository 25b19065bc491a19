// Shows the errors of a form that a script has sent at its fields, as the server shows them. Returns those of no field.
export function showErrors(form, errors) {
  const others = errors.filter(({ attr, detail }) => !showAt(attr && form.elements[attr], detail));
  form.querySelector('[aria-invalid="true"]')?.focus();
  return others;
}

function showAt(field, detail) {
  if (!field?.id) return false;
  const id = `${field.id}-error`;
  document.getElementById(id)?.remove();
  const error = document.createElement("p");
  Object.assign(error, { id, className: "mt-1.5 text-accent", textContent: detail });
  error.setAttribute("role", "alert");
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", id);
  field.after(error);
  return true;
}
