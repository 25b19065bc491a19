import { isExpired, OTHER_VIEWER, renewToken } from "instapro/session";

// Sends one file with progress, which fetch does not report. Resolves to { status, body }; status 0: no connection.
// From a page that is older than the login it is sent again with a fresh token.
export async function sendFile(upload) {
  const { isRefused, ...result } = await send(upload);
  if (!isRefused) return result;
  const token = await renewToken().catch(() => undefined);
  if (token === undefined) return { status: 0, body: null };
  return token ? send({ ...upload, token }) : { status: OTHER_VIEWER, body: null };
}

function send({ url, file, token, onProgress, onStart }) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", token);
  body.set("file", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    onStart(request);
    request.upload.onprogress = (event) => onProgress(event.loaded / event.total);
    request.onloadend = () => {
      const isRefused = isExpired((name) => request.getResponseHeader(name));
      resolve({ status: request.status, body: parse(request.responseText), isRefused });
    };
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    request.send(body);
  });
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
