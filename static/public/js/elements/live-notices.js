// <live-notices>: shows, on any open page, that someone mentioned or tagged the viewer, or wants to follow them.
import { live } from "instapro/live";
import { toast } from "instapro/toast";

const TYPES = ["mention.new", "tag.new", "follow_requests.changed"];

class LiveNotices extends HTMLElement {
  // A worker that is retried may send the same event twice.
  seen = new Set();

  connectedCallback() {
    for (const type of TYPES) live.addEventListener(type, this);
  }

  disconnectedCallback() {
    for (const type of TYPES) live.removeEventListener(type, this);
  }

  handleEvent({ type, detail }) {
    if (type === "tag.new") return this.show(this.dataset.tagged, detail.author, detail.url);
    if (type === "follow_requests.changed") return this.countRequests(detail.count);
    if (this.seen.has(detail.id)) return;
    this.seen.add(detail.id);
    this.show(this.dataset.mentioned, detail.by, addressOf(detail));
  }

  // They become fewer by the viewer's own decisions, which need no notice.
  countRequests(count) {
    const { requests, requested, requestsUrl } = this.dataset;
    this.dataset.requests = count;
    if (count > Number(requests)) this.show(requested, "", requestsUrl);
  }

  show(text, name, url) {
    toast({ text: text.replace("{name}", name), action: this.dataset.look, onAction: () => location.assign(url) });
  }
}

// On this very site, under whatever name it was opened.
function addressOf({ post, comment_id: comment }) {
  const { pathname } = new URL(post.permalink);
  return comment ? `${pathname}#comment-${comment}` : pathname;
}

customElements.define("live-notices", LiveNotices);
