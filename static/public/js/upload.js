// Sends one file with progress, which fetch does not report. Resolves to { status, body }; status 0: no connection.
export function sendFile({ url, file, token, onProgress, onStart }) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", token);
  body.set("file", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    onStart(request);
    request.upload.onprogress = (event) => onProgress(event.loaded / event.total);
    request.onloadend = () => resolve({ status: request.status, body: parse(request.responseText) });
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
