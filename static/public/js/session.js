// The login behind the page. In an old tab it may be another: after a new one of the same viewer the page's forms need
// a fresh token; as someone else nothing is sent any more.
export const OTHER_VIEWER = "other viewer";

const { body } = document;
let renewing = null;

// Whether the page was out of sight, so that another tab may have logged in.
export const session = { wasAway: false };
document.addEventListener("visibilitychange", () => (session.wasAway ||= document.hidden));

// A page that the browser froze and thaws: of someone else it is not shown.
addEventListener("pageshow", async ({ persisted }) => {
  if (!persisted) return;
  session.wasAway = true;
  if ((await renewToken().catch(() => undefined)) === null) location.reload();
});

// Whether a response is the refusal of a token; `header` reads one of its headers.
export function isExpired(header) {
  return header("X-CSRF-Failed") !== null;
}

// Puts a fresh token into all forms of the page, and resolves to it: to null if the page's viewer is not the one who is
// logged in. Rejects without a connection.
export function renewToken() {
  renewing ??= renew().finally(() => (renewing = null));
  return renewing;
}

async function renew() {
  const response = await fetch(body.dataset.session);
  if (!response.ok) throw new Error(`status ${response.status}`);
  const { viewer, token } = await response.json();
  if (body.dataset.viewer && viewer !== body.dataset.viewer) return null;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  if (body.dataset.viewer) body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  session.wasAway = false;
  return token;
}
