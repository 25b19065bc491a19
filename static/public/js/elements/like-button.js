// <like-button for="id of its <like-count>">: likes a post or a comment, at once.
import { OptimisticToggle } from "instapro/optimistic";

class LikeButton extends OptimisticToggle {
  static field = "liked";

  get count() {
    return document.getElementById(this.getAttribute("for"));
  }

  show(pressed) {
    if (pressed !== this.pressed) this.count?.switchText();
    super.show(pressed);
  }

  // Others may have liked it meanwhile.
  received(part, isLast) {
    const number = part.querySelector("[data-count]")?.dataset.value;
    if (isLast && number !== undefined) this.count?.check(number);
  }
}

customElements.define("like-button", LikeButton);
