// One socket for the page. Its messages become events: "live:post.updated", "live:feed.new", …
// Everything it says is a hint to what a page load also answers, so lost messages cost nothing.
const MOST_POSTS = 50;
const PING = 25_000;
const SILENCE = 70_000;
const SIGNED_OUT = 4401;

const near = new Set();
const subscribed = new Set();
let socket = null;
let failures = 0;
let settled = false;
let heard = 0;
let lostAt = 0;
let retry = 0;

function connect() {
  clearTimeout(retry);
  if (socket || !document.body.dataset.live) return;
  const url = new URL(document.body.dataset.live, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  socket = new WebSocket(url);
  socket.addEventListener("open", opened);
  socket.addEventListener("message", received);
  socket.addEventListener("close", closed);
}

function opened() {
  heard = Date.now();
  settled = false;
  subscribed.clear();
  subscribe();
  send({ type: "ping" });
}

// The server accepts before it knows whether it can serve: only its first answer counts as open.
function settle() {
  settled = true;
  failures = 0;
  if (lostAt) emit("reopened", { away: Date.now() - lostAt });
  lostAt = 0;
}

function received({ data }) {
  heard = Date.now();
  if (!settled) settle();
  const message = JSON.parse(data);
  emit(message.type, message);
}

function closed({ code }) {
  socket = null;
  lostAt ||= Date.now();
  if (code === SIGNED_OUT) return;
  const wait = Math.min(30_000, 1000 * 2 ** failures++) * (0.5 + Math.random());
  retry = setTimeout(connect, wait);
}

function emit(type, detail) {
  document.dispatchEvent(new CustomEvent(`live:${type}`, { detail }));
}

function send(message) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

setInterval(() => {
  if (!socket) return;
  if (Date.now() - heard > SILENCE) socket.close();
  else send({ type: "ping" });
}, PING);

// Which posts are looked at: those within a screen of the visible part.
const watcher = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries)
      if (isIntersecting) near.add(target.dataset.postId);
      else near.delete(target.dataset.postId);
    clearTimeout(watcher.timer);
    watcher.timer = setTimeout(subscribe, 200);
  },
  { rootMargin: "100% 0px" },
);

function subscribe() {
  const wanted = [...near].slice(0, MOST_POSTS);
  const gone = [...subscribed].filter((id) => !wanted.includes(id));
  const fresh = wanted.filter((id) => !subscribed.has(id));
  if (socket?.readyState !== WebSocket.OPEN) return;
  if (gone.length) send({ type: "unsubscribe", posts: gone });
  if (fresh.length) send({ type: "subscribe", posts: fresh, catch_up: true });
  for (const id of gone) subscribed.delete(id);
  for (const id of fresh) subscribed.add(id);
}

function watch(root) {
  if (root.matches?.("[data-post-id]")) watcher.observe(root);
  for (const post of root.querySelectorAll?.("[data-post-id]") ?? []) watcher.observe(post);
}

watch(document);
new MutationObserver((changes) => {
  for (const change of changes) for (const node of change.addedNodes) watch(node);
}).observe(document.body, { childList: true, subtree: true });

// A page with an open socket is not kept for the way back; so it is closed on leaving.
addEventListener("pagehide", () => {
  clearTimeout(retry);
  socket?.removeEventListener("close", closed);
  socket?.close();
  socket = null;
  lostAt ||= Date.now();
});
addEventListener("pageshow", ({ persisted }) => persisted && connect());
addEventListener("online", connect);
document.addEventListener("visibilitychange", () => document.hidden || connect());
connect();
