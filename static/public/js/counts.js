// The numbers of a post or a person, wherever they are shown. Others say { postId, likes?, comments? }
// or { person, followers } by the event "counts"; the socket says it by "live:post.updated".
const lang = document.documentElement.lang;
const short = new Intl.NumberFormat(lang, {
  notation: "compact",
  maximumFractionDigits: 1,
  roundingMode: "trunc",
});
const exact = new Intl.NumberFormat(lang);

function show(owner, kind, number) {
  for (const place of document.querySelectorAll(`${owner} [data-count="${kind}"]`)) {
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

function update({ postId, person, ...numbers }) {
  const owner = postId ? `[data-post-id="${CSS.escape(postId)}"]` : `[data-person="${CSS.escape(person)}"]`;
  for (const [kind, number] of Object.entries(numbers)) show(owner, kind, Math.max(0, number));
}

document.addEventListener("counts", ({ detail }) => update(detail));
document.addEventListener("live:post.updated", ({ detail }) =>
  update({ postId: detail.post_id, likes: detail.likes_count, comments: detail.comments_count }),
);
