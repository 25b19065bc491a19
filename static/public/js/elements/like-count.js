// <like-count>: the number of likes in a sentence. Its <template> holds the sentence for when the viewer presses the
// like button, so that it is shown at once, in the viewer's language.
class LikeCount extends HTMLElement {
  switchText() {
    const template = this.querySelector("template");
    if (!template) return;
    const [now, next] = [template.previousElementSibling, template.content.firstElementChild];
    now.replaceWith(next);
    template.content.append(now);
  }

  check(number) {
    const shown = this.querySelector("[data-count]")?.dataset.value;
    if (shown !== number) this.dispatchEvent(new Event("stale", { bubbles: true }));
  }
}

customElements.define("like-count", LikeCount);
