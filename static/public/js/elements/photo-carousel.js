// Adds arrows, dots, the place ("2/5") and keys to a row of photographs that scrolls by itself.
class PhotoCarousel extends HTMLElement {
  connectedCallback() {
    this.track = this.querySelector("[data-track]");
    this.slides = [...this.querySelectorAll("[data-slide]")];
    this.dots = [...this.querySelector("[data-dots]").children];
    this.at = 0;
    this.querySelector("[data-previous]").onclick = () => this.go(this.at - 1);
    this.querySelector("[data-next]").onclick = () => this.go(this.at + 1);
    this.track.onkeydown = (event) => this.key(event);
    this.track.onscroll = () => this.place();
    this.show(0);
    // Once it is on the screen, the next photo is fetched before it is needed.
    this.watcher = new IntersectionObserver(([entry]) => {
      this.seen = entry.isIntersecting;
      if (this.seen) this.show(this.at);
    });
    this.watcher.observe(this);
  }

  disconnectedCallback() {
    this.watcher.disconnect();
  }

  key(event) {
    const forwards = getComputedStyle(this).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backwards = forwards === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    if (event.key === forwards) this.go(this.at + 1);
    else if (event.key === backwards) this.go(this.at - 1);
    else return;
    event.preventDefault();
  }

  go(index) {
    const slide = this.slides[index];
    if (!slide) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const left = slide.offsetLeft - this.slides[0].offsetLeft;
    this.track.scrollTo({ left, behavior: still ? "instant" : "smooth" });
    this.show(index);
  }

  place() {
    const index = Math.round(Math.abs(this.track.scrollLeft) / this.track.clientWidth);
    if (index !== this.at && this.slides[index]) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.show(index), 60);
    }
  }

  show(index) {
    this.at = index;
    this.querySelector("[data-position]").textContent = `${index + 1}/${this.slides.length}`;
    this.querySelector("[data-previous]").hidden = index === 0;
    this.querySelector("[data-next]").hidden = index === this.slides.length - 1;
    this.dots.forEach((dot, each) => dot.setAttribute("aria-current", String(each === index)));
    const next = this.seen && this.slides[index + 1]?.querySelector("img");
    if (next) next.loading = "eager";
  }
}

customElements.define("photo-carousel", PhotoCarousel);
