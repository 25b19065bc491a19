// Passkeys: the server says what is to be signed, the browser's key store signs it, and the form
// brings the answer back as any form does.
// A passkey belongs to a name: an address such as 127.0.0.1 has none.
const named = !/^[\d.]+$|^\[/.test(location.hostname);
const able = Boolean(window.PublicKeyCredential && navigator.credentials && named);

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function readable(options) {
  const { publicKey } = options;
  publicKey.challenge = bytes(publicKey.challenge);
  if (publicKey.user) publicKey.user.id = bytes(publicKey.user.id);
  for (const known of publicKey.excludeCredentials ?? []) known.id = bytes(known.id);
  return { publicKey };
}

function sendable(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const written = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: Object.fromEntries(written),
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function askedFor(form) {
  const answer = await fetch(form.dataset.options, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.detail ?? form.dataset.failed);
  return readable(body);
}

function say(form, words) {
  const place = form.querySelector("[data-problem]");
  place.textContent = words;
  place.hidden = !words;
}

// What people see of an error: ours is in words, the browser's is a name.
function wordsFor(error, form) {
  if (error.name === "InvalidStateError") return form.dataset.known;
  return error instanceof DOMException || error instanceof TypeError ? form.dataset.failed : error.message;
}

async function send(form, make) {
  const button = form.querySelector("button:not([type])");
  say(form, "");
  button.disabled = true;
  try {
    form.elements.credential.value = sendable(await make(await askedFor(form)));
    // The password has done its work.
    if (form.elements.password) form.elements.password.value = "";
    form.submit();
  } catch (error) {
    say(form, wordsFor(error, form));
    button.disabled = false;
  }
}

function attend(selector, make) {
  for (const form of document.querySelectorAll(selector)) {
    form.hidden = !able && form.matches("[data-passkey-login]");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (able) send(form, make);
      else say(form, form.dataset.unable);
    });
  }
}

attend("[data-passkey-login]", (options) => navigator.credentials.get(options));
attend("[data-passkey-add]", (options) => navigator.credentials.create(options));
