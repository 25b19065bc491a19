// HTMX's requests of a page that is older than the login are sent again, once, with a fresh token.
import { isExpired, OTHER_VIEWER, renewToken } from "instapro/session";
import { toast } from "instapro/toast";

const repeated = new WeakSet();

document.addEventListener("htmx:responseError", async ({ detail: { elt, requestConfig, xhr } }) => {
  if (!isExpired((name) => xhr.getResponseHeader(name))) return;
  const { verb, path, triggeringEvent: event } = requestConfig;
  if (repeated.has(event)) return toast({ status: xhr.status });
  try {
    if (!(await renewToken())) return toast({ status: OTHER_VIEWER });
    repeated.add(event);
    window.htmx.ajax(verb, path, { source: elt, event });
  } catch {
    toast({ status: 0 });
  }
});
