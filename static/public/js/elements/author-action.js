// <author-action author="id" data-done="You …" data-undo="Undo">: an entry of a post's menu about its author, a form or a
// link to a page that asks for confirmation. In a list the author's posts go at once, and come back by "Undo"; on the
// page of the post its header changes, or, after a block, the author's profile takes its place.
import { confirmPage } from "instapro/confirm";
import { fetchPart, postForm, swapById } from "instapro/http";
import { toast, toastError } from "instapro/toast";

class AuthorAction extends HTMLElement {
  connectedCallback() {
    for (const kind of ["submit", "click"]) this.addEventListener(kind, this);
  }

  handleEvent(event) {
    const link = event.target.closest("a");
    if (event.type === "click" && (!link || event.metaKey || event.ctrlKey || event.shiftKey)) return;
    event.preventDefault();
    this.closest("dialog")?.close();
    if (link) confirmPage(link.href, (form) => this.send(form)).catch(toastError);
    else this.send(event.target);
  }

  async send(form) {
    const { done: text, undo: action, profile } = this.dataset;
    const [list, head] = [this.closest("keep-position"), this.closest("header")];
    const putBack = list && take(list, this);
    try {
      await postForm(form);
      if (!list && profile) return location.assign(profile);
      const restore = putBack ?? (() => renew(head));
      if (!list) await restore();
      toast({ text, action, onAction: () => this.undo(form, restore) });
    } catch (error) {
      putBack?.();
      toastError(error);
    }
  }

  async undo(form, restore) {
    const field = this.getAttribute("field");
    try {
      await postForm(form, { [field]: form.elements[field].value === "1" ? "0" : "1" });
      await restore();
    } catch (error) {
      toastError(error);
    }
  }
}

// Takes the author's posts out of the list, and moves the focus on; the function returned puts them back.
function take(list, action) {
  const isTheirs = `[data-author="${CSS.escape(action.getAttribute("author"))}"]`;
  const current = action.closest("article");
  const theirs = [...list.querySelectorAll(isTheirs)];
  const others = [...list.querySelectorAll(`article:not(${isTheirs})`)];
  const isBelow = (other) => current.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  (others.find(isBelow) ?? others.at(-1))?.focus({ preventScroll: true });
  const places = theirs.map(() => document.createComment(""));
  theirs.forEach((post, index) => post.replaceWith(places[index]));
  return () => {
    places.forEach((place, index) => place.replaceWith(theirs[index]));
    current.focus({ preventScroll: true });
  };
}

// The header of the post as its page has it now.
async function renew({ id }) {
  const page = await fetchPart(location.pathname);
  const part = document.createElement("div");
  part.append(...page.querySelectorAll(`#${CSS.escape(id)}`));
  swapById(part);
}

customElements.define("author-action", AuthorAction);
