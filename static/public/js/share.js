// Copies a post's link; on a touch screen it opens the system's own share sheet.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-share]");
  if (!button) return;
  const url = new URL(button.dataset.share, location.href).href;
  if (navigator.share && matchMedia("(pointer: coarse)").matches) {
    // Closing the sheet is an answer too.
    await navigator.share({ url }).catch(() => {});
    return;
  }
  await copy(url);
  document.dispatchEvent(new CustomEvent("toast", { detail: { text: button.dataset.copied } }));
});

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Plain HTTP has no clipboard interface.
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "sr-only";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
