// <local-time>: a <time> in the reader's own time zone; the server only knows UTC. The full date is in its title; with
// `data-day` its text is the day.
const locale = `${document.documentElement.lang}-u-nu-latn`;
const full = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" });
const day = new Intl.DateTimeFormat(locale, { month: "long", day: "numeric" });
const dayOfYear = new Intl.DateTimeFormat(locale, { dateStyle: "long" });

class LocalTime extends HTMLElement {
  connectedCallback() {
    const time = this.querySelector("time");
    const date = new Date(time.dateTime);
    time.title = full.format(date);
    if (!("day" in time.dataset)) return;
    const isThisYear = date.getFullYear() === new Date().getFullYear();
    time.textContent = (isThisYear ? day : dayOfYear).format(date);
  }
}

customElements.define("local-time", LocalTime);
