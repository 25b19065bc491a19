// <like-area>: a double click or tap on a photo likes its post, and never takes a like back.
const DOUBLE_MS = 350;

class LikeArea extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  handleEvent({ target, timeStamp }) {
    if (target.closest("a, button, [popover]")) return;
    const isDouble = timeStamp - (this.clickedAt ?? -DOUBLE_MS) < DOUBLE_MS;
    this.clickedAt = isDouble ? -DOUBLE_MS : timeStamp;
    const button = isDouble && this.closest("article").querySelector("like-button");
    if (!button) return;
    this.beat();
    if (!button.pressed) button.want(true);
  }

  beat() {
    const heart = document.getElementById("beating-heart").content.firstElementChild.cloneNode(true);
    heart.addEventListener("animationend", () => heart.remove());
    this.append(heart);
  }
}

customElements.define("like-area", LikeArea);
