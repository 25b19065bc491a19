// <reply-link for="id of the <comment-form>" comment="id" name="…">: replies without leaving the page.
class ReplyLink extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  handleEvent(event) {
    const form = document.getElementById(this.getAttribute("for"));
    if (!form) return;
    event.preventDefault();
    form.replyTo(this.getAttribute("comment"), this.getAttribute("name"));
  }
}

customElements.define("reply-link", ReplyLink);
