// WebAuthn's binary fields as base64url, as the server writes and reads them in JSON.
export function decodeOptions({ publicKey }) {
  publicKey.challenge = toBytes(publicKey.challenge);
  if (publicKey.user) publicKey.user.id = toBytes(publicKey.user.id);
  for (const known of publicKey.excludeCredentials ?? []) known.id = toBytes(known.id);
  return { publicKey };
}

export function encodeCredential(credential) {
  const { response } = credential;
  const fields = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const encoded = fields.filter((field) => response[field]).map((field) => [field, toText(response[field])]);
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response: Object.fromEntries(encoded),
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

function toBytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function toText(buffer) {
  const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
