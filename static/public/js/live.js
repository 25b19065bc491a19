// The page's websocket. `live` dispatches its messages by their type: "post.updated", "feed.new", …, and "reopened"
// after an interruption. Each is a hint to what a page load also shows, so a lost message costs nothing.
const MAX_POSTS = 50;
const PING_MS = 25_000;
const SILENCE_MS = 70_000;
const SUBSCRIBE_DELAY_MS = 200;
const MAX_RETRY_MS = 30_000;
const LOGGED_OUT = 4401;

class LiveSocket extends EventTarget {
  watched = new Map();
  subscribed = new Set();
  socket = null;
  failures = 0;
  isSettled = false;
  heardAt = 0;
  lostAt = 0;

  constructor(path) {
    super();
    if (!path) return;
    this.url = new URL(path, location.href);
    this.url.protocol = this.url.protocol.replace("http", "ws");
    addEventListener("pagehide", () => this.leave());
    addEventListener("pageshow", ({ persisted }) => persisted && this.connect());
    addEventListener("online", () => this.connect());
    document.addEventListener("visibilitychange", () => document.hidden || this.connect());
    setInterval(() => this.ping(), PING_MS);
    this.connect();
  }

  // Subscribes to a post's updates, as often as it is on the page.
  watch(post) {
    this.watched.set(post, (this.watched.get(post) ?? 0) + 1);
    this.subscribeSoon();
  }

  unwatch(post) {
    const left = (this.watched.get(post) ?? 0) - 1;
    if (left > 0) this.watched.set(post, left);
    else this.watched.delete(post);
    this.subscribeSoon();
  }

  connect() {
    clearTimeout(this.retry);
    if (this.socket) return;
    this.socket = new WebSocket(this.url);
    this.socket.onopen = () => this.opened();
    this.socket.onmessage = ({ data }) => this.received(JSON.parse(data));
    this.socket.onclose = ({ code }) => this.closed(code);
  }

  opened() {
    this.heardAt = Date.now();
    this.isSettled = false;
    this.subscribed.clear();
    this.subscribe();
    this.send({ type: "ping" });
  }

  // The server accepts before it knows whether it can serve: only its first message counts as open.
  received(message) {
    this.heardAt = Date.now();
    if (!this.isSettled) {
      this.isSettled = true;
      this.failures = 0;
      if (this.lostAt) this.emit("reopened", { away: Date.now() - this.lostAt });
      this.lostAt = 0;
    }
    this.emit(message.type, message);
  }

  closed(code) {
    this.socket = null;
    this.lostAt ||= Date.now();
    if (code === LOGGED_OUT) return;
    const wait = Math.min(MAX_RETRY_MS, 1000 * 2 ** this.failures++) * (0.5 + Math.random());
    this.retry = setTimeout(() => this.connect(), wait);
  }

  ping() {
    if (!this.socket) return;
    if (Date.now() - this.heardAt > SILENCE_MS) this.socket.close();
    else this.send({ type: "ping" });
  }

  // A page with an open socket is not kept for the way back, so it is closed on leaving.
  leave() {
    clearTimeout(this.retry);
    if (this.socket) this.socket.onclose = null;
    this.socket?.close();
    this.socket = null;
    this.lostAt ||= Date.now();
  }

  subscribeSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.subscribe(), SUBSCRIBE_DELAY_MS);
  }

  subscribe() {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    const wanted = new Set([...this.watched.keys()].slice(0, MAX_POSTS));
    const gone = [...this.subscribed].filter((post) => !wanted.has(post));
    const fresh = [...wanted].filter((post) => !this.subscribed.has(post));
    if (gone.length) this.send({ type: "unsubscribe", posts: gone });
    if (fresh.length) this.send({ type: "subscribe", posts: fresh, catch_up: true });
    this.subscribed = wanted;
  }

  emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  send(message) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }
}

export const live = new LiveSocket(document.body.dataset.live);
