// Opens a <dialog> that holds the focus until it closes; a click beside it closes it too.
export function openDialog(dialog) {
  dialog.addEventListener("click", closeBeside);
  dialog.showModal();
}

// Of its own box a dialog itself is only the target of clicks on its edge, and on what is dimmed around it.
function closeBeside({ target, currentTarget: dialog }) {
  if (target === dialog) dialog.close();
}
