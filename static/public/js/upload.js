import { sendWithToken } from "instapro/session";

// Sends one file with progress, which fetch does not report. Resolves to { status, body }; status 0: no connection.
export async function sendFile(upload) {
  try {
    const request = await sendWithToken((token = upload.token) => send({ ...upload, token }));
    return { status: request.status, body: parse(request.responseText) };
  } catch ({ status }) {
    return { status, body: null };
  }
}

function send({ url, file, token, onProgress, onStart }) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", token);
  body.set("file", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    onStart(request);
    request.upload.onprogress = (event) => onProgress(event.loaded / event.total);
    request.onloadend = () => resolve(request);
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
