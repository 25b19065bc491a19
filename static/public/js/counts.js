// The numbers of a post or a person, wherever they are shown. Others say { postId, likes?, comments? }
// or { person, followers } by the event "counts"; the socket says it by "live:post.updated" and
// "live:follow_requests.changed".
const { lang, dataset } = document.documentElement;
const { decimal, group, units } = JSON.parse(dataset.numbers);
const plurals = new Intl.PluralRules(lang);

const exact = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, group);

// Cut, not rounded up, as the server does it.
function short(number) {
  const [size, unit] = units.find(([least]) => number >= least) ?? [1, "%s"];
  const [whole, tenth] = [Math.floor(number / size), Math.floor((number * 10) / size) % 10];
  return unit.replace("%s", `${whole}${tenth ? decimal + tenth : ""}`);
}

function show(owner, kind, number) {
  for (const place of document.querySelectorAll(`${owner} [data-count="${kind}"]`)) {
    if (Number(place.dataset.value) === number) continue;
    place.textContent = short(number);
    place.title = exact(number);
    place.dataset.value = number;
    const sentence = place.closest("[data-counted]");
    if (sentence) say(sentence, place, number);
  }
}

function say(sentence, place, number) {
  const { zero, forms } = sentence.dataset;
  const { [plurals.select(number)]: words, other } = JSON.parse(forms);
  const [before, after = ""] = (number === 0 ? zero : (words ?? other)).split("{}");
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
document.addEventListener("live:follow_requests.changed", ({ detail: { count } }) => {
  show("[data-follow-requests]", "requests", count);
  for (const row of document.querySelectorAll("[data-follow-requests]")) row.hidden = !count;
});
