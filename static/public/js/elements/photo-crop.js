// Which square of a chosen picture becomes the portrait. The server cuts it; here it is only shown
// and said, as "x,y,side": shares of width, height and the shorter side.
import { examine } from "instapro/photo-file";

const STEP = 0.02;

class PhotoCrop extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector('input[type="file"]');
    this.crop = this.querySelector('input[name="crop"]');
    this.dialog = this.querySelector("dialog");
    this.stage = this.querySelector("[data-stage]");
    this.picture = this.querySelector("[data-picture]");
    this.zoom = this.querySelector("[data-zoom]");
    this.chosen = this.querySelector("[data-chosen]");
    this.fingers = new Map();
    this.input.addEventListener("change", () => this.open());
    this.zoom.addEventListener("input", () => this.zoomTo(1 / this.zoom.valueAsNumber));
    this.querySelector("[data-use]").addEventListener("click", () => this.use());
    this.querySelector("[data-cancel]").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => this.closed());
    this.dialog.addEventListener("keydown", (event) => this.enter(event));
    this.stage.addEventListener("keydown", (event) => this.key(event));
    this.stage.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.stage.addEventListener("pointerdown", (event) => this.grab(event));
    this.stage.addEventListener("pointermove", (event) => this.drag(event));
    for (const kind of ["pointerup", "pointercancel"])
      this.stage.addEventListener(kind, (event) => this.fingers.delete(event.pointerId));
  }

  async open() {
    this.forget();
    const [file] = this.input.files;
    if (!file) return;
    const { problem, isAnimated } = await examine(file, JSON.parse(this.dataset.checks));
    if (file !== this.input.files[0]) return;
    if (problem) return this.refuse(problem);
    if (isAnimated) this.say(this.dataset.still);
    this.url = URL.createObjectURL(file);
    this.picture.src = this.url;
    try {
      await this.picture.decode();
    } catch {
      // Not every browser knows every kind; the server may know it all the same.
      this.say(this.dataset.unseen);
      return;
    }
    const { naturalWidth: width, naturalHeight: height } = this.picture;
    const shorter = Math.min(width, height);
    Object.assign(this, { width, height, shorter, side: 1 });
    this.x = (width - shorter) / 2 / width;
    this.y = (height - shorter) / 2 / height;
    this.zoom.value = 1;
    this.used = false;
    this.dialog.showModal();
    this.stage.focus();
    this.show();
  }

  refuse(problem) {
    this.input.value = "";
    this.say(problem, true);
  }

  // Around its middle, so that what one looks at stays.
  zoomTo(side) {
    const bounded = Math.min(1, Math.max(1 / this.zoom.max, side));
    const grown = ((bounded - this.side) / 2) * this.shorter;
    this.side = bounded;
    this.zoom.value = 1 / bounded;
    this.moveTo(this.x - grown / this.width, this.y - grown / this.height);
  }

  moveTo(x, y) {
    this.x = Math.min(Math.max(0, x), 1 - (this.side * this.shorter) / this.width);
    this.y = Math.min(Math.max(0, y), 1 - (this.side * this.shorter) / this.height);
    this.show();
  }

  moveBy(across, down) {
    this.moveTo(this.x + (across * this.side * this.shorter) / this.width,
      this.y + (down * this.side * this.shorter) / this.height);
  }

  show() {
    this.place(this.picture, this.stage.clientWidth);
  }

  place(picture, size) {
    const scale = size / (this.side * this.shorter);
    picture.style.width = `${this.width * scale}px`;
    picture.style.left = `${-this.x * this.width * scale}px`;
    picture.style.top = `${-this.y * this.height * scale}px`;
  }

  // The picture moves where the arrow points, as it does under a finger.
  key(event) {
    const moves = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    const zooms = { "+": 1.1, "=": 1.1, "-": 1 / 1.1 };
    if (event.key in moves) this.moveBy(...moves[event.key].map((way) => way * STEP));
    else if (event.key in zooms) this.zoomTo(this.side / zooms[event.key]);
    else return;
    event.preventDefault();
  }

  // Or it would send the form around the dialog.
  enter(event) {
    if (event.key !== "Enter" || event.target.closest("button")) return;
    event.preventDefault();
    this.use();
  }

  wheel(event) {
    event.preventDefault();
    this.zoomTo(this.side * Math.exp(event.deltaY / 500));
  }

  grab(event) {
    this.stage.setPointerCapture(event.pointerId);
    this.fingers.set(event.pointerId, [event.clientX, event.clientY]);
  }

  // One finger moves, two also zoom.
  drag(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const now = [event.clientX, event.clientY];
    const [other] = [...this.fingers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    this.fingers.set(event.pointerId, now);
    const size = this.stage.clientWidth * this.fingers.size;
    this.moveBy((before[0] - now[0]) / size, (before[1] - now[1]) / size);
    const apart = ([x, y]) => Math.max(1, Math.hypot(x - other[0], y - other[1]));
    if (other) this.zoomTo((this.side * apart(before)) / apart(now));
  }

  use() {
    this.crop.value = [this.x, this.y, this.side].map((share) => share.toFixed(5)).join(",");
    const picture = new Image();
    picture.src = this.url;
    picture.alt = "";
    picture.className = this.picture.className;
    this.chosen.replaceChildren(picture);
    this.chosen.hidden = false;
    this.querySelector("[data-now]").hidden = true;
    this.place(picture, this.chosen.clientWidth);
    this.used = true;
    this.dialog.close();
  }

  closed() {
    if (this.used) return;
    this.input.value = "";
    this.forget();
  }

  forget() {
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = null;
    this.crop.value = "";
    this.chosen.hidden = true;
    this.querySelector("[data-now]").hidden = false;
    this.say("");
  }

  say(text, isProblem = false) {
    const note = this.querySelector("[data-note]");
    note.textContent = text;
    note.toggleAttribute("data-problem", isProblem);
  }
}

customElements.define("photo-crop", PhotoCrop);
