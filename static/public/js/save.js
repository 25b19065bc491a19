// Saving shows at once and is undone, with a message, if the server says no. What was unsaved, or
// taken out of a collection, can be put back as it was.
const states = new WeakMap();
// The collections that a post was in before it was unsaved on this page.
const left = new WeakMap();

document.addEventListener("submit", (event) => {
  const { target: form } = event;
  if (!form.matches("form[data-save], form[data-unshelve]")) return;
  event.preventDefault();
  if (form.matches("[data-save]")) want(form, !isSaved(form));
  else unshelve(form);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-collections]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  choose(link.pathname);
});

// A long press, or the other button of the mouse.
document.addEventListener("contextmenu", (event) => {
  const form = event.target.closest("form[data-save]");
  if (!form) return;
  event.preventDefault();
  choose(form.dataset.save);
});

// Whoever puts a post into a collection saves it.
document.addEventListener("saved", ({ detail }) => {
  for (const form of document.querySelectorAll(`[data-post-id="${CSS.escape(detail.post)}"] form[data-save]`))
    show(form, true);
});

const buttonOf = (form) => form.querySelector("[aria-pressed]");
const isSaved = (form) => buttonOf(form).getAttribute("aria-pressed") === "true";

function want(form, saved) {
  const state = states.get(form) ?? { confirmed: !saved, busy: false };
  states.set(form, state);
  state.wanted = saved;
  show(form, saved);
  if (!state.busy) settle(form, state);
}

async function settle(form, state) {
  state.busy = true;
  try {
    while (state.wanted !== state.confirmed) {
      const saved = state.wanted;
      const part = await send(form, { saved: saved ? "1" : "0", collection: left.get(form) ?? [] });
      state.confirmed = saved;
      left.set(form, [...part.querySelectorAll("[name=collection]")].map((input) => input.value));
    }
    tell(form, state.confirmed);
  } catch (error) {
    show(form, state.confirmed);
    say({ status: error.status });
  } finally {
    states.delete(form);
  }
}

function tell(form, saved) {
  const { kept, add, gone, undo, save } = form.dataset;
  if (saved) say({ text: kept, action: add, onAction: () => choose(save) });
  else say({ text: gone, action: undo, onAction: () => isSaved(form) || want(form, true) });
}

function show(form, saved) {
  buttonOf(form).setAttribute("aria-pressed", String(saved));
  form.elements.saved.value = saved ? "0" : "1";
  form.toggleAttribute("data-fresh", saved);
}

async function unshelve(form) {
  const tile = form.closest("li");
  const { parentElement: list, nextElementSibling: next } = tile;
  const putBack = () => list.insertBefore(tile, next?.parentElement === list ? next : null);
  (next ?? tile.previousElementSibling)?.querySelector("a")?.focus({ preventScroll: true });
  tile.remove();
  const undo = () => {
    putBack();
    send(form, { in: "1" }).catch(({ status }) => {
      tile.remove();
      say({ status });
    });
  };
  try {
    await send(form, { in: "0" });
    say({ text: form.dataset.unshelve, action: form.dataset.undo, onAction: undo });
  } catch ({ status }) {
    putBack();
    say({ status });
  }
}

// The dialog in which one chooses the collections.
async function choose(url) {
  try {
    const part = await ask(url);
    const dialog = document.body.appendChild(part.querySelector("dialog"));
    window.htmx.process(dialog);
    // What opened it may be gone, as a toast is.
    const button = document.querySelector(`form[data-save="${CSS.escape(url)}"] button`);
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (document.activeElement === document.body) button?.focus();
    });
    dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
    dialog.showModal();
  } catch ({ status }) {
    say({ status });
  }
}

function send(form, values) {
  const body = new FormData(form);
  for (const [name, value] of Object.entries(values)) {
    body.delete(name);
    for (const each of [value].flat()) body.append(name, each);
  }
  return ask(form.action, { method: "POST", body, redirect: "error" });
}

async function ask(url, options = {}) {
  const answer = await fetch(url, { ...options, headers: { "HX-Request": "true" } });
  const elsewhere = answer.headers.get("HX-Redirect");
  if (elsewhere) location.assign(elsewhere);
  if (!answer.ok || elsewhere) throw Object.assign(new Error("refused"), { status: answer.status });
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function say(detail) {
  document.dispatchEvent(new CustomEvent("toast", { detail }));
}
