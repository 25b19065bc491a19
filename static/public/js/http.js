// Requests for parts of pages, as HTMX makes them, for elements that handle the response themselves.
import { keepFocus } from "instapro/focus";
import { sendWithToken } from "instapro/session";

export class RequestError extends Error {
  constructor(status, text, errors = []) {
    super(text || `status ${status}`);
    Object.assign(this, { status, text, errors });
  }
}

export async function fetchPart(url, options = {}) {
  const response = await send(url, { ...options, headers: { "HX-Request": "true" } });
  const elsewhere = response.headers.get("HX-Redirect");
  if (elsewhere) location.assign(elsewhere);
  if (!response.ok || elsewhere) throw new RequestError(response.status, await messageOf(response));
  return new DOMParser().parseFromString(await response.text(), "text/html").body;
}

export function postForm(form, values = {}) {
  const body = new FormData(form);
  for (const [name, value] of Object.entries(values)) {
    body.delete(name);
    for (const each of [value].flat()) body.append(name, each);
  }
  return fetchPart(form.action, { method: "POST", body, redirect: "error" });
}

// Sends a form whose response is JSON. The RequestError has the form's errors, as the API writes them.
export async function postJSON(form) {
  const options = { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } };
  const response = await send(form.action, options);
  const content = await response.json().catch(() => ({}));
  if (response.ok) return content;
  const { errors = [] } = content;
  throw new RequestError(response.status, errors.map(({ detail }) => detail).join(" "), errors);
}

// Elements of the response take the places of those with the same id.
export function swapById(part) {
  const restoreFocus = keepFocus();
  for (const fresh of [...part.children]) {
    const old = fresh.id && document.getElementById(fresh.id);
    if (!old) continue;
    old.replaceWith(fresh);
    window.htmx.process(fresh);
  }
  restoreFocus();
}

function send(url, options) {
  return sendWithToken((token) => {
    if (token) options.body.set("csrfmiddlewaretoken", token);
    return fetch(url, options);
  });
}

// Plain text is meant for people: how long to wait, say.
async function messageOf(response) {
  const isPlain = response.headers.get("Content-Type")?.startsWith("text/plain");
  return isPlain && response.status < 500 ? response.text() : "";
}
