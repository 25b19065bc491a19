// Recovery codes into the clipboard.
document.querySelector("[data-copy-codes]")?.addEventListener("click", async ({ currentTarget }) => {
  const codes = [...document.querySelectorAll("[data-codes] li")].map((code) => code.textContent.trim());
  try {
    await navigator.clipboard.writeText(`${codes.join("\n")}\n`);
    document.dispatchEvent(new CustomEvent("toast", { detail: { text: currentTarget.dataset.copied } }));
  } catch {
    document.dispatchEvent(new CustomEvent("toast", { detail: { status: 400 } }));
  }
});
