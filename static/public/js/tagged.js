// Who is named in a picture is told on whatever page is open.
document.addEventListener("live:tag.new", ({ detail: { author, url } }) => {
  const { tagged, look: action } = document.getElementById("toasts").dataset;
  const onAction = () => location.assign(url);
  const toast = { text: tagged.replace("{name}", author), action, onAction };
  document.dispatchEvent(new CustomEvent("toast", { detail: toast }));
});
