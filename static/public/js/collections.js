// Opens the dialog in which the viewer chooses a post's collections.
import { openDialog } from "instapro/dialog";
import { fetchPart } from "instapro/http";
import { toastError } from "instapro/toast";

export async function chooseCollections(url) {
  try {
    const part = await fetchPart(url);
    const dialog = document.body.appendChild(part.querySelector("dialog"));
    window.htmx.process(dialog);
    dialog.addEventListener("close", () => closed(dialog, url));
    openDialog(dialog);
  } catch (error) {
    toastError(error);
  }
}

// What opened it may be gone, as a toast is.
function closed(dialog, url) {
  dialog.remove();
  if (document.activeElement !== document.body) return;
  document.querySelector(`save-button[collections="${CSS.escape(url)}"] button`)?.focus();
}
