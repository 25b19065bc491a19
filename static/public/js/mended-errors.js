// An error at a field goes as soon as the field is changed: only sending the form again tells whether it is right now.
document.addEventListener("input", ({ target: field }) => {
  if (field.getAttribute("aria-invalid") !== "true") return;
  for (const id of field.getAttribute("aria-describedby")?.split(" ") ?? []) {
    const error = document.getElementById(id);
    if (error?.getAttribute("role") === "alert") error.remove();
  }
  field.removeAttribute("aria-invalid");
});
