// <photo-composer>: a new post. Files are uploaded as soon as they are chosen, dropped or pasted, each with a progress
// and a fate of its own (<photo-upload>); <sortable-list> orders them.
import { showErrors } from "instapro/form-errors";
import { postJSON } from "instapro/http";
import { toast, toastError } from "instapro/toast";

const AT_ONCE = 3;
// Not every network that is gone says when it is back.
const SHORTEST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 60_000;
const COUNTED = ["ready", "waiting", "uploading", "interrupted"];

class PhotoComposer extends HTMLElement {
  queue = [];
  running = 0;
  wait = SHORTEST_WAIT_MS;

  connectedCallback() {
    this.form = this.querySelector("form");
    this.list = this.querySelector("[data-uploads]");
    this.files = this.querySelector("[data-files]");
    for (const kind of ["changed", "retry", "announce", "change", "input", "click", "submit", "keydown", "files"])
      this.addEventListener(kind, this);
    for (const kind of ["beforeunload", "pageshow", "online"]) addEventListener(kind, this);
    this.refresh();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    for (const kind of ["beforeunload", "pageshow", "online"]) removeEventListener(kind, this);
  }

  handleEvent(event) {
    const handlers = {
      changed: () => this.refresh(),
      input: () => this.refresh(),
      files: () => this.add(event.detail),
      announce: () => this.say(event.detail),
      retry: () => this.enqueue(event.target),
      change: () => this.choose(event),
      click: () => this.press(event),
      keydown: () => this.hold(event),
      submit: () => this.submit(event),
      beforeunload: () => this.leave(event),
      pageshow: () => this.returned(),
      online: () => this.resume(),
    };
    handlers[event.type]();
  }

  get token() {
    return this.form.elements.csrfmiddlewaretoken.value;
  }

  get publish() {
    return this.querySelector("[data-publish]");
  }

  get uploads() {
    return [...this.list.children];
  }

  count(...states) {
    return this.uploads.filter((upload) => states.includes(upload.state)).length;
  }

  choose({ target }) {
    if (target !== this.files) return;
    this.add(this.files.files);
    this.files.value = "";
  }

  add(files) {
    const room = Number(this.dataset.max) - this.count(...COUNTED);
    const chosen = [...files];
    for (const file of chosen.slice(0, room)) this.begin(file);
    const left = chosen.slice(room).map((file) => file.name);
    if (left.length) toast({ text: `${this.dataset.tooMany} ${left.join(", ")}` });
  }

  begin(file) {
    const template = this.querySelector("[data-upload-template]");
    this.list.append(template.content.cloneNode(true));
    const upload = this.list.lastElementChild;
    upload.file = file;
    this.enqueue(upload);
  }

  enqueue(upload) {
    upload.mark("waiting", this.dataset.waiting);
    this.queue.push(upload);
    this.work();
  }

  work() {
    while (this.running < AT_ONCE && this.queue.length) {
      const upload = this.queue.shift();
      if (!upload.isConnected) continue;
      this.running += 1;
      upload.send({ url: this.dataset.uploadUrl, token: this.token, texts: this.dataset }).finally(() => {
        this.running -= 1;
        this.work();
        this.resumeLater(upload);
      });
    }
  }

  resumeLater({ isWaitingForNetwork }) {
    if (!isWaitingForNetwork) return (this.wait = SHORTEST_WAIT_MS);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.resume(), this.wait);
    this.wait = Math.min(2 * this.wait, LONGEST_WAIT_MS);
  }

  resume() {
    clearTimeout(this.timer);
    for (const upload of this.uploads) if (upload.isWaitingForNetwork) this.enqueue(upload);
  }

  press({ target }) {
    const upload = target.closest("[data-remove]")?.closest("photo-upload");
    if (!upload) return;
    const next = upload.nextElementSibling ?? upload.previousElementSibling;
    upload.takeOut(this.token);
    (next?.querySelector("[data-remove]") ?? this.files).focus();
    this.say(this.dataset.removed);
    this.refresh();
  }

  refresh() {
    const counted = this.uploads.filter((upload) => upload.state !== "refused");
    counted.forEach((upload, index) => (upload.part("number").textContent = index + 1));
    this.toggleAttribute("data-empty", this.uploads.length === 0);
    const isBusy = this.count("waiting", "uploading", "interrupted") > 0;
    const isLong = [...this.querySelectorAll("character-count")].some((each) => each.isOver);
    this.publish.disabled = isBusy || isLong || this.isSending || !this.count("ready");
  }

  // Enter after a location or a name is no wish to publish.
  hold(event) {
    if (event.key === "Enter" && event.target.matches("input:not([type=file])")) event.preventDefault();
  }

  // The page stays until the post is there: without a connection nothing of it is lost.
  async submit(event) {
    event.preventDefault();
    if (this.publish.disabled) return;
    this.isSending = true;
    this.refresh();
    try {
      const { url } = await postJSON(this.form);
      this.isSent = true;
      location.assign(url);
    } catch (error) {
      this.isSending = false;
      this.refresh();
      if (!error.errors?.length || showErrors(this.form, error.errors).length) toastError(error);
    }
  }

  returned() {
    this.isSent = this.isSending = false;
    this.refresh();
  }

  leave(event) {
    const isWritten = this.uploads.length > 0 || this.form.elements.caption.value.trim() !== "";
    if (isWritten && !this.isSent) event.preventDefault();
  }

  say(text) {
    this.querySelector("[data-status]").textContent = text;
  }
}

customElements.define("photo-composer", PhotoComposer);
