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
  await renewToken().catch(({ status }) => status === OTHER_VIEWER && location.reload());
});

// Sends a form by `send(token)`, without a token at first: the form has one. If that is refused, as on a page that is
// older than the login, it is sent again with a fresh one. Rejects as `renewToken` does.
export async function sendWithToken(send) {
  const response = await send();
  return isExpired(response) ? send(await renewToken()) : response;
}

// Whether a response, fetched or an XMLHttpRequest's, is the refusal of a token.
export function isExpired(response) {
  const header = response.headers?.get("X-CSRF-Failed") ?? response.getResponseHeader?.("X-CSRF-Failed");
  return Boolean(header);
}

// Puts a fresh token into all forms of the page, and resolves to it. Rejects with a `status` that <toast-list> has a
// sentence for: OTHER_VIEWER if the page's viewer is not the one who is logged in, 0 without a connection.
export function renewToken() {
  renewing ??= renew().finally(() => (renewing = null));
  return renewing;
}

async function renew() {
  const response = await fetch(body.dataset.session).catch(() => refuse(0));
  if (!response.ok) refuse(response.status);
  const { viewer, token } = await response.json();
  if (body.dataset.viewer && viewer !== body.dataset.viewer) refuse(OTHER_VIEWER);
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  if (body.dataset.viewer) body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  session.wasAway = false;
  return token;
}

function refuse(status) {
  throw Object.assign(new Error(`no fresh token: ${status}`), { status });
}
