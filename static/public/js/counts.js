// The numbers of a post, a comment or a person, wherever they are shown. Others say
// { postId, likes?, comments? }, { commentId, hearts } or { person, followers } by the event "counts"; the socket says it by "live:post.updated" and
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
    place.dataset.value = number;
    const sentence = place.closest("[data-counted]");
    if (sentence) say(sentence, place, number);
    else write(place, number);
  }
}

function write(place, number) {
  place.textContent = short(number);
  place.title = exact(number);
}

// "{}" is the number; "{name}" one of those counted, where one is named: then the others count.
function say(sentence, place, number) {
  const name = sentence.querySelector("[data-name]");
  const others = name ? Math.max(0, number - 1) : number;
  const words = wordsFor(sentence.dataset, number, others);
  write(place, others);
  const nodes = new Map([["{}", place]]);
  if (name) nodes.set("{name}", name);
  for (const [slot, node] of nodes) node.hidden = !words.includes(slot);
  const parts = words.split(/(\{\}|\{name\})/).map((part) => nodes.get(part) ?? part);
  sentence.replaceChildren(...new Set([...parts, ...nodes.values()]));
}

function wordsFor({ zero, alone, forms }, number, others) {
  if (number === 0) return zero;
  if (alone && others === 0) return alone;
  const { [plurals.select(others)]: words, other } = JSON.parse(forms);
  return words ?? other;
}

// Null is what nobody but the author may know.
function update({ postId, commentId, person, ...numbers }) {
  const owned = { "data-post-id": postId, "data-comment-id": commentId, "data-person": person };
  const [name, id] = Object.entries(owned).find(([, value]) => value);
  const owner = `[${name}="${CSS.escape(id)}"]`;
  for (const [kind, number] of Object.entries(numbers))
    if (number !== null) show(owner, kind, Math.max(0, number));
}

document.addEventListener("counts", ({ detail }) => update(detail));
document.addEventListener("live:post.updated", ({ detail }) =>
  update({ postId: detail.post_id, likes: detail.likes_count, comments: detail.comments_count }),
);
document.addEventListener("live:follow_requests.changed", ({ detail: { count } }) => {
  show("[data-follow-requests]", "requests", count);
  for (const row of document.querySelectorAll("[data-follow-requests]")) row.hidden = !count;
});
