// Sends one file with progress, which fetch cannot tell. Answers { status, answer }; status 0 is no connection.
export function sendFile({ url, file, token, onProgress, onStart }) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", token);
  body.set("file", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    onStart(request);
    request.upload.onprogress = (event) => onProgress(event.loaded / event.total);
    request.onloadend = () => resolve({ status: request.status, answer: parse(request.responseText) });
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
