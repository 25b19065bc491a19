// The photographs of a post change places on the page; without this the server does it.
const list = document.querySelector("[data-photos]");
const form = list.closest("form");

list.addEventListener("click", (event) => {
  const button = event.target.closest("button[name]");
  if (!button) return;
  event.preventDefault();
  const row = button.closest("[data-photo]");
  if (button.name === "earlier") row.previousElementSibling?.before(row);
  else row.nextElementSibling?.after(row);
  const rows = [...list.children];
  const number = rows.indexOf(row) + 1;
  const hidden = number === 1 ? "earlier" : number === rows.length ? "later" : "";
  const next = button.name === hidden ? row.querySelector(`button[name]:not([name=${hidden}])`) : button;
  next.focus();
  form.querySelector("[data-status]").textContent = list.dataset.moved
    .replace("{number}", number)
    .replace("{total}", rows.length);
});

// The caption's length, as in the composer.
const caption = form.querySelector("[data-caption]");
const counter = form.querySelector("[data-counter]");
const format = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`);

function count() {
  const { limit, over } = counter.dataset;
  const length = [...caption.value].length;
  const long = length > Number(limit);
  counter.textContent = `${format.format(length)}/${format.format(limit)}${long ? ` ${over}` : ""}`;
  counter.toggleAttribute("data-long", long);
}

caption.addEventListener("input", count);
count();
