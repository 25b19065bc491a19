// <photo-composer>: a new post. Files are uploaded as soon as they are chosen, dropped or pasted, each with a progress
// and a fate of its own (<photo-upload>); <sortable-list> orders them.
import { toast } from "instapro/toast";

const AT_ONCE = 3;
const COUNTED = ["ready", "waiting", "uploading", "interrupted"];

class PhotoComposer extends HTMLElement {
  queue = [];
  running = 0;

  connectedCallback() {
    this.form = this.querySelector("form");
    this.list = this.querySelector("[data-uploads]");
    this.files = this.querySelector("[data-files]");
    for (const kind of ["changed", "retry", "announce", "change", "input", "click", "submit", "keydown", "files"])
      this.addEventListener(kind, this);
    addEventListener("beforeunload", this);
    addEventListener("pageshow", this);
    this.refresh();
  }

  disconnectedCallback() {
    removeEventListener("beforeunload", this);
    removeEventListener("pageshow", this);
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
      pageshow: () => (this.isSent = false),
    };
    handlers[event.type]();
  }

  get token() {
    return this.form.elements.csrfmiddlewaretoken.value;
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
      });
    }
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
    this.querySelector("[data-publish]").disabled = isBusy || isLong || !this.count("ready");
  }

  // Enter after a location or a name is no wish to publish.
  hold(event) {
    if (event.key === "Enter" && event.target.matches("input:not([type=file])")) event.preventDefault();
  }

  submit(event) {
    if (this.querySelector("[data-publish]").disabled) event.preventDefault();
    else this.isSent = true;
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
