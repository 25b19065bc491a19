// Likes and comments, wherever a post shows them. Others say { postId, likes?, comments? } by the
// event "counts"; the socket says it by "live:post.updated".
const lang = document.documentElement.lang;
const short = new Intl.NumberFormat(lang, {
  notation: "compact",
  maximumFractionDigits: 1,
  roundingMode: "trunc",
});
const exact = new Intl.NumberFormat(lang);

function show(postId, kind, number) {
  for (const place of document.querySelectorAll(`[data-post-id="${CSS.escape(postId)}"] [data-count="${kind}"]`)) {
    if (Number(place.dataset.value) === number) continue;
    place.textContent = short.format(number);
    place.title = exact.format(number);
    place.dataset.value = number;
    const sentence = place.closest("[data-counted]");
    if (sentence) say(sentence, place, number);
  }
}

function say(sentence, place, number) {
  const { zero, one, other } = sentence.dataset;
  const [before, after = ""] = (number === 0 ? zero : number === 1 ? one : other).split("{}");
  place.hidden = number === 0;
  sentence.replaceChildren(before, place, after);
}

function update({ postId, likes, comments }) {
  if (likes !== undefined) show(postId, "likes", Math.max(0, likes));
  if (comments !== undefined) show(postId, "comments", Math.max(0, comments));
}

document.addEventListener("counts", ({ detail }) => update(detail));
document.addEventListener("live:post.updated", ({ detail }) =>
  update({ postId: detail.post_id, likes: detail.likes_count, comments: detail.comments_count }),
);
