// HTMX's requests of a page that is older than the login are sent again, once, with a fresh token.
import { isExpired, renewToken } from "instapro/session";
import { toastError } from "instapro/toast";

const repeated = new WeakSet();

document.addEventListener("htmx:responseError", async ({ detail: { elt, requestConfig, xhr } }) => {
  if (!isExpired(xhr)) return;
  const { verb, path, triggeringEvent: event } = requestConfig;
  if (repeated.has(event)) return toastError(xhr);
  repeated.add(event);
  await renewToken().then(() => window.htmx.ajax(verb, path, { source: elt, event }), toastError);
});
