// A new post: files are uploaded as soon as they are chosen, each with its own progress and fate.
const AT_ONCE = 3;
const PREVIEW = 640;

class PhotoComposer extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.list = this.querySelector("[data-uploads]");
    this.files = this.querySelector("[data-files]");
    this.caption = this.querySelector("[data-caption]");
    this.template = this.querySelector("[data-upload-template]");
    this.waiting = [];
    this.running = 0;
    this.files.addEventListener("change", () => {
      this.add(this.files.files);
      this.files.value = "";
    });
    this.caption.addEventListener("input", () => this.refresh());
    this.list.addEventListener("click", (event) => this.press(event));
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.form.addEventListener("keydown", (event) => this.hold(event));
    document.addEventListener("paste", (event) => this.add(event.clipboardData.files));
    addEventListener("beforeunload", (event) => this.leave(event));
    addEventListener("pageshow", () => (this.sent = false));
    this.listenToDrops();
    this.listenToDrags();
    this.refresh();
  }

  // Enter after a place or a name is no wish to publish.
  hold(event) {
    if (event.key === "Enter" && event.target.matches("input:not([type=file])")) event.preventDefault();
  }

  get uploads() {
    return [...this.list.children];
  }

  count(...states) {
    return this.uploads.filter((upload) => states.includes(upload.dataset.state)).length;
  }

  // --- choosing ---------------------------------------------------------------------------------

  add(files) {
    const room = Number(this.dataset.most) - this.count("ready", "waiting", "uploading", "interrupted");
    const chosen = [...files];
    for (const file of chosen.slice(0, room)) this.begin(file);
    const left = chosen.slice(room).map((file) => file.name);
    if (left.length) this.toast(`${this.dataset.tooMany} ${left.join(", ")}`);
    this.refresh();
    this.work();
  }

  begin(file) {
    const upload = this.template.content.firstElementChild.cloneNode(true);
    upload.file = file;
    upload.querySelector("[data-name]").textContent = file.name;
    this.list.append(upload);
    this.enqueue(upload);
  }

  enqueue(upload) {
    this.mark(upload, "waiting", this.dataset.waiting);
    this.waiting.push(upload);
  }

  listenToDrops() {
    const drop = this.querySelector("[data-drop]");
    const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
    document.addEventListener("dragover", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      drop.dataset.over = "";
    });
    document.addEventListener("dragleave", (event) => event.relatedTarget || delete drop.dataset.over);
    document.addEventListener("drop", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      delete drop.dataset.over;
      this.add(event.dataTransfer.files);
    });
  }

  // --- uploading --------------------------------------------------------------------------------

  async work() {
    while (this.running < AT_ONCE && this.waiting.length) {
      const upload = this.waiting.shift();
      if (!upload.isConnected) continue;
      this.running += 1;
      this.send(upload).finally(() => {
        this.running -= 1;
        this.refresh();
        this.work();
      });
    }
  }

  async send(upload) {
    this.mark(upload, "uploading", this.dataset.uploading);
    await preview(upload);
    const { status, answer } = await this.post(upload);
    if (!upload.isConnected) return answer?.id && this.discard(answer.url.discard);
    if (status === 201) return this.accept(upload, answer);
    if (status === 429 && answer?.errors) return this.fail(upload, "interrupted", answer.errors[0].detail);
    if (status < 400 || status >= 500 || status === 429) return this.fail(upload, "interrupted", this.dataset.network);
    return this.fail(upload, "refused", answer?.errors?.[0]?.detail ?? this.dataset.refused);
  }

  post(upload) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    body.set("file", upload.file);
    const bar = upload.querySelector("[data-progress]");
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      upload.request = request;
      request.upload.onprogress = (event) => (bar.value = (100 * event.loaded) / event.total);
      request.onloadend = () => resolve({ status: request.status, answer: parse(request.responseText) });
      request.open("POST", this.dataset.uploadUrl);
      request.setRequestHeader("Accept", "application/json");
      request.send(body);
    });
  }

  accept(upload, media) {
    const id = upload.querySelector("[data-id]");
    id.value = media.id;
    id.disabled = false;
    upload.querySelector("[data-alt]").name = `alt-${media.id}`;
    upload.dataset.discard = media.url.discard;
    this.mark(upload, "ready", "");
    this.say(`${upload.file.name}: ${this.dataset.ready}`);
  }

  fail(upload, state, problem) {
    upload.querySelector("[data-problem]").textContent = problem;
    upload.querySelector("[data-retry]").hidden = state === "refused";
    this.mark(upload, state, "");
  }

  mark(upload, state, word) {
    upload.dataset.state = state;
    upload.querySelector("[data-word]").textContent = word;
    upload.querySelector("[data-progress]").value = 0;
    this.refresh();
  }

  discard(url) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    fetch(url, { method: "POST", body, keepalive: true }).catch(() => {});
  }

  // --- arranging --------------------------------------------------------------------------------

  press(event) {
    const upload = event.target.closest("[data-upload]");
    const button = event.target.closest("button");
    if (!upload || !button) return;
    if (button.matches("[data-retry]")) this.retry(upload);
    if (button.matches("[data-remove]")) this.remove(upload);
    if (button.matches("[data-earlier]")) this.move(upload, -1, button);
    if (button.matches("[data-later]")) this.move(upload, 1, button);
  }

  retry(upload) {
    this.enqueue(upload);
    this.work();
  }

  remove(upload) {
    const next = upload.nextElementSibling ?? upload.previousElementSibling;
    upload.remove();
    upload.request?.abort();
    if (upload.dataset.discard) this.discard(upload.dataset.discard);
    (next?.querySelector("[data-remove]") ?? this.files).focus();
    this.say(this.dataset.removed);
    this.refresh();
  }

  move(upload, by, button) {
    const other = by < 0 ? upload.previousElementSibling : upload.nextElementSibling;
    if (!other) return;
    if (by < 0) other.before(upload);
    else other.after(upload);
    this.refresh();
    const fallback = upload.querySelector(by < 0 ? "[data-later]" : "[data-earlier]");
    (button.disabled ? fallback : button).focus();
    const number = this.uploads.indexOf(upload) + 1;
    this.say(this.dataset.moved.replace("{number}", number).replace("{total}", this.uploads.length));
  }

  listenToDrags() {
    let dragged = null;
    this.list.addEventListener("dragstart", (event) => {
      dragged = event.target.closest("[data-upload]");
      dragged.dataset.dragged = "";
      event.dataTransfer.effectAllowed = "move";
    });
    this.list.addEventListener("dragover", (event) => {
      const over = event.target.closest("[data-upload]");
      if (!dragged || !over) return;
      event.preventDefault();
      if (over === dragged) return;
      const uploads = this.uploads;
      if (uploads.indexOf(over) < uploads.indexOf(dragged)) over.before(dragged);
      else over.after(dragged);
    });
    this.list.addEventListener("dragend", () => {
      if (dragged) delete dragged.dataset.dragged;
      dragged = null;
      this.refresh();
    });
  }

  // --- publishing -------------------------------------------------------------------------------

  refresh() {
    const uploads = this.uploads;
    const counted = uploads.filter((upload) => upload.dataset.state !== "refused");
    counted.forEach((upload, index) => (upload.querySelector("[data-number]").textContent = index + 1));
    uploads.forEach((upload, index) => {
      upload.querySelector("[data-earlier]").disabled = index === 0;
      upload.querySelector("[data-later]").disabled = index === uploads.length - 1;
    });
    this.toggleAttribute("data-empty", uploads.length === 0);
    const long = this.countCaption();
    const busy = this.count("waiting", "uploading", "interrupted") > 0;
    this.querySelector("[data-publish]").disabled = busy || long || !this.count("ready");
  }

  countCaption() {
    const counter = this.querySelector("[data-counter]");
    const limit = Number(counter.dataset.limit);
    const length = [...this.caption.value].length;
    const format = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`);
    const long = length > limit;
    counter.textContent = `${format.format(length)}/${format.format(limit)}${long ? ` ${counter.dataset.over}` : ""}`;
    counter.toggleAttribute("data-long", long);
    return long;
  }

  submit(event) {
    if (this.querySelector("[data-publish]").disabled) event.preventDefault();
    else this.sent = true;
  }

  leave(event) {
    const unsaved = this.uploads.length > 0 || this.caption.value.trim() !== "";
    if (unsaved && !this.sent) event.preventDefault();
  }

  say(text) {
    this.querySelector("[data-status]").textContent = text;
  }

  toast(text) {
    document.dispatchEvent(new CustomEvent("toast", { detail: { text } }));
  }
}

// Drawn small on a canvas: fifty megapixels are not kept in memory. HEIC stays a sign in most browsers.
async function preview(upload) {
  const canvas = upload.querySelector("[data-preview]");
  if (!canvas.hidden) return;
  try {
    const picture = await createImageBitmap(upload.file, { resizeWidth: PREVIEW, resizeQuality: "medium" });
    [canvas.width, canvas.height] = [picture.width, picture.height];
    canvas.getContext("2d").drawImage(picture, 0, 0);
    canvas.hidden = false;
    picture.close();
  } catch {
    // The server has the last word on what a picture is.
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

customElements.define("photo-composer", PhotoComposer);
