// The feed: the "New posts" pill, a link where loading failed, and the way back to the same place.
const OLDEST_PLACE = 30 * 60 * 1000;
const GAP = 10_000;

const pill = document.querySelector("[data-new-posts]");
if (pill) {
  document.addEventListener("live:feed.new", ({ detail }) => {
    if (detail.count > 0) pill.hidden = false;
  });
  document.addEventListener("live:reopened", ({ detail }) => detail.away > GAP && lookForNew());
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.requestConfig.elt !== pill) return;
    pill.hidden = true;
    document.querySelector("#feed article")?.focus({ preventScroll: true });
  });
}

// The socket was away: what it would have told is on the page itself.
async function lookForNew() {
  const answer = await fetch(pill.href).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const newest = page.querySelector("#feed article")?.id;
  if (newest && !document.getElementById(newest)) pill.hidden = false;
}

for (const kind of ["htmx:responseError", "htmx:sendError", "htmx:timeout"])
  document.addEventListener(kind, ({ detail }) => detail.elt.closest("[data-next]")?.setAttribute("data-failed", ""));

// On its own page a post that has become ready takes the whole page's shape, not a card's.
const STOP_POLLING = 286;
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status !== STOP_POLLING || !detail.target.closest("[data-whole]")) return;
  detail.shouldSwap = false;
  window.htmx.ajax("GET", location.pathname, { target: "#main", select: "#main", swap: "outerHTML" });
});

// Back from a post, everything that had been loaded is there again, at the same place.
const box = document.querySelector("[data-restore]");
const key = `place ${document.body.dataset.viewer ?? ""} ${location.pathname}${location.search}`;

const items = () => [...box.querySelectorAll("article, li:has(> a), [data-next], [data-caught-up]")];

function keep() {
  const index = items().findIndex((item) => item.getBoundingClientRect().bottom > 0);
  if (index < 0) return;
  const { top } = items()[index].getBoundingClientRect();
  const place = { html: box.innerHTML, index, top, at: Date.now() };
  try {
    sessionStorage.setItem(key, JSON.stringify(place));
  } catch {
    // Too long to be kept: the way back then begins at the first page.
  }
}

function restore() {
  const place = JSON.parse(sessionStorage.getItem(key) ?? "null");
  if (!place || Date.now() - place.at > OLDEST_PLACE) return;
  history.scrollRestoration = "manual";
  box.innerHTML = place.html;
  window.htmx?.process(box);
  hold(items()[place.index], place.top);
}

// Cards above are measured only when they come near, so the place is held for some frames.
function hold(item, top) {
  const until = performance.now() + 700;
  let moved = false;
  for (const kind of ["wheel", "touchstart", "keydown", "pointerdown"])
    addEventListener(kind, () => (moved = true), { once: true, passive: true });
  const settle = () => {
    if (moved || !item) return;
    scrollBy({ top: item.getBoundingClientRect().top - top, behavior: "instant" });
    if (performance.now() < until) requestAnimationFrame(settle);
  };
  settle();
}

if (box) {
  if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") restore();
  addEventListener("pagehide", keep);
}
