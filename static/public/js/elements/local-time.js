// <local-time>: the full date of a <time> in its title, in the reader's own time zone. The server only knows UTC.
const full = new Intl.DateTimeFormat(`${document.documentElement.lang}-u-nu-latn`, {
  dateStyle: "long",
  timeStyle: "short",
});

class LocalTime extends HTMLElement {
  connectedCallback() {
    const time = this.querySelector("time");
    time.title = full.format(new Date(time.dateTime));
  }
}

customElements.define("local-time", LocalTime);
