// How hard a new password is to guess, while it is typed: a hint. The server has the last word.
const SHORT = 8;

function strength(password) {
  if (password.length < SHORT) return 0;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(password)).length;
  const different = new Set(password.toLowerCase()).size;
  // Length counts most, but not of the same letters again.
  const worth = Math.min(password.length, different * 1.5) + kinds * 1.5;
  return worth < 12 ? 1 : worth < 17 ? 2 : 3;
}

for (const place of document.querySelectorAll("[data-strength]")) {
  const words = place.dataset.words.split("|");
  const field = document.getElementById(place.dataset.strength);
  field.addEventListener("input", () => {
    const level = strength(field.value);
    place.querySelector("[data-shown]").hidden = !field.value;
    place.querySelector("progress").value = level;
    place.querySelector("[data-word]").textContent = words[level];
  });
}
