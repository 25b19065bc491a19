// Somebody wrote one's name: a line at the foot of the page that leads there.
const place = document.getElementById("toasts");
const told = new Set();

document.addEventListener("live:mention.new", ({ detail }) => {
  // The worker may say it twice.
  if (told.has(detail.id)) return;
  told.add(detail.id);
  const text = place.dataset.mentioned.replace("{name}", detail.by);
  const onAction = () => location.assign(address(detail));
  document.dispatchEvent(new CustomEvent("toast", { detail: { text, action: place.dataset.look, onAction } }));
});

// On this very site, under whatever name it was opened.
function address({ post, comment_id: comment }) {
  const { pathname } = new URL(post.permalink);
  return comment ? `${pathname}#comment-${comment}` : pathname;
}
