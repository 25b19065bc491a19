// <photo-upload>: one chosen file of a new post, with its preview, progress and fate in data-state: "waiting",
// "uploading", "ready", "interrupted" (can be tried again) or "refused". Its events "changed" and "retry" bubble.
import { examine } from "instapro/photo-file";
import { OTHER_VIEWER } from "instapro/session";
import { sendFile } from "instapro/upload";

const PREVIEW_WIDTH = 640;
// Logged out, or too many at once.
const TRY_AGAIN = [401, 429];

class PhotoUpload extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  handleEvent({ target }) {
    if (target.closest("[data-retry]")) this.dispatch("retry");
  }

  get state() {
    return this.dataset.state;
  }

  // Whether it was interrupted by the network, and can go on by itself.
  get isWaitingForNetwork() {
    return this.state === "interrupted" && this.isUnsent;
  }

  set file(file) {
    this.chosen = file;
    this.part("name").textContent = file.name;
  }

  part(name) {
    return this.querySelector(`[data-${name}]`);
  }

  mark(state, text = "") {
    this.dataset.state = state;
    this.part("word").textContent = text;
    this.part("progress").value = 0;
    this.dispatch("changed");
  }

  dispatch(type) {
    this.dispatchEvent(new Event(type, { bubbles: true }));
  }

  // `texts` are the composer's.
  async send({ url, token, texts }) {
    this.mark("uploading", texts.uploading);
    const { problem, isAnimated } = await examine(this.chosen, JSON.parse(texts.checks));
    if (problem) return this.fail("refused", problem);
    this.part("still").hidden = !isAnimated;
    await this.preview();
    if (!this.isConnected) return;
    const { status, body } = await sendFile({
      url,
      token,
      file: this.chosen,
      onStart: (request) => (this.request = request),
      onProgress: (share) => (this.part("progress").value = 100 * share),
    });
    if (!this.isConnected) return body?.id && discard(body.url.discard, token);
    if (status === 201) return this.accept(body, texts);
    const detail = body?.errors?.[0]?.detail;
    this.isUnsent = !status || status >= 500;
    if (status === OTHER_VIEWER) this.fail("interrupted", texts.otherViewer);
    else if (TRY_AGAIN.includes(status) && detail) this.fail("interrupted", detail);
    else if (this.isUnsent || status < 400 || status === 429) this.fail("interrupted", texts.network);
    else this.fail("refused", detail ?? texts.refused);
  }

  accept(media, texts) {
    const id = this.part("id");
    id.value = media.id;
    id.disabled = false;
    this.part("alt").name = `alt-${media.id}`;
    this.dataset.discard = media.url.discard;
    this.mark("ready");
    const still = this.part("still");
    const detail = `${this.chosen.name}: ${texts.ready} ${still.hidden ? "" : still.textContent}`;
    this.dispatchEvent(new CustomEvent("announce", { bubbles: true, detail }));
  }

  fail(state, problem) {
    this.part("problem").textContent = problem;
    this.part("retry").hidden = state === "refused";
    this.mark(state);
  }

  // Takes it off the page, and what was uploaded off the server.
  takeOut(token) {
    this.remove();
    this.request?.abort();
    if (this.dataset.discard) discard(this.dataset.discard, token);
  }

  // Drawn small on a canvas: sixty-four megapixels are not kept in memory. Most browsers cannot show HEIC.
  async preview() {
    const canvas = this.part("preview");
    if (!canvas.hidden) return;
    try {
      const picture = await createImageBitmap(this.chosen, { resizeWidth: PREVIEW_WIDTH, resizeQuality: "medium" });
      [canvas.width, canvas.height] = [picture.width, picture.height];
      const context = canvas.getContext("2d");
      // As the server does it, what is transparent becomes white.
      context.fillStyle = "white";
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(picture, 0, 0);
      canvas.hidden = false;
      this.part("no-preview").hidden = true;
      picture.close();
    } catch {
      // The server decides what a picture is.
    }
  }
}

function discard(url, token) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", token);
  fetch(url, { method: "POST", body, keepalive: true }).catch(() => {});
}

customElements.define("photo-upload", PhotoUpload);
