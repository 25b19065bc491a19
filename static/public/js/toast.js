// Shows a short message in <toast-list>: { text, action?, onAction? }, or { status } for the text of an error.
export function toast(detail) {
  document.dispatchEvent(new CustomEvent("toast", { detail }));
}

export function toastError({ status, text }) {
  toast(text ? { text } : { status });
}
