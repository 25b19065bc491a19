// <toast-list>: short messages at the foot of the page, one at a time. Others show one by the event "toast", the
// server by the same name in HX-Trigger; without a text the event takes the message away.
import { isExpired, OTHER_VIEWER } from "instapro/session";

const SECONDS = 6;
const HTMX_ERRORS = ["htmx:responseError", "htmx:sendError", "htmx:timeout"];

class ToastList extends HTMLElement {
  connectedCallback() {
    for (const kind of ["toast", ...HTMX_ERRORS]) document.addEventListener(kind, this);
    for (const message of this.querySelectorAll("[data-toast]")) this.fade(message);
  }

  disconnectedCallback() {
    for (const kind of ["toast", ...HTMX_ERRORS]) document.removeEventListener(kind, this);
  }

  handleEvent({ type, detail }) {
    if (type === "toast") this.show({ text: this.textFor(detail.status), onAction: () => sendAgain(detail.elt), ...detail });
    else if (isShown(detail)) this.show({ text: textOf(detail.xhr) || this.textFor(detail.xhr?.status) });
  }

  show({ text, action, onAction }) {
    this.querySelector("[data-toast]")?.remove();
    if (!text) return;
    const message = this.querySelector("template").content.firstElementChild.cloneNode(true);
    message.querySelector("[data-text]").textContent = text;
    const button = message.querySelector("[data-action]");
    button.hidden = !action;
    button.textContent = action ?? "";
    button.addEventListener("click", () => {
      message.remove();
      onAction();
    });
    this.append(message);
    this.fade(message);
  }

  fade(message) {
    const timer = setInterval(() => {
      // One under the pointer, or with the focus in it, stays.
      if (message.matches(":hover, :focus-within")) return;
      clearInterval(timer);
      message.remove();
    }, SECONDS * 1000);
  }

  textFor(status) {
    if (!status) return this.dataset.offline;
    if (status === OTHER_VIEWER) return this.dataset.otherViewer;
    if (status === 429) return this.dataset.throttled;
    if (status === 401 || status === 403) return this.dataset.loggedOut;
    return this.dataset.failed;
  }
}

// Not the failures of what the viewer did not request, nor a form that comes back with its errors, nor what is sent
// again with a fresh token.
function isShown({ elt, xhr }) {
  return xhr.status !== 422 && !isExpired(xhr) && !elt.matches?.('[hx-trigger^="every"]');
}

// Plain text is meant for people: how long to wait, say.
function textOf(xhr) {
  return xhr?.getResponseHeader("Content-Type")?.startsWith("text/plain") && xhr.status < 500 ? xhr.responseText : "";
}

// An offer of the server's to undo: the form that took the place of the one sent does the opposite.
function sendAgain(form) {
  document.querySelector(`form[action="${CSS.escape(form.getAttribute("action"))}"]`)?.requestSubmit();
}

customElements.define("toast-list", ToastList);
