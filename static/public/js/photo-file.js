// Looks at a chosen file before it is sent, so that 30 MB do not travel in vain. Its content counts, not its name; and
// the server decides.
const HEAD_BYTES = 512;
const PNG_BYTES = 1 << 18;
const IMAGE_BRANDS = /^(avi[fs]|he[iv][cxms]|mi[fa1-9]{2}|msf1)$/;
const VIDEO_BRANDS = /^(iso|mp4|avc1|qt {2}|M4[VA]|3g|dash|MSNV|f4v)/;
const OTHER_VIDEOS = /^(\x1aE\xdf\xa3|\0\0\x01[\xba\xb3]|RIFF.{4}AVI |.{4}(moov|mdat|wide|free|skip|pnot))/s;

// `checks` are the server's limit and sentences ({% photo_checks %}). Resolves to { problem, isAnimated }.
export async function examine(file, checks) {
  try {
    const head = await bytes(file, HEAD_BYTES);
    const kind = kindOf(text(head));
    const problem = problemOf(file, kind, checks);
    return { problem, isAnimated: !problem && (await isAnimated(file, kind, head)) };
  } catch {
    return {}; // It cannot be read, which the upload will find out.
  }
}

function problemOf(file, kind, { maxBytes, empty, video, tooLarge, unsupported }) {
  if (!file.size) return empty;
  if (kind === "video") return video;
  if (file.size > maxBytes) return tooLarge;
  return kind ? "" : unsupported;
}

function kindOf(head) {
  if (head.startsWith("\xff\xd8\xff")) return "jpeg";
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (/^GIF8[79]a/.test(head)) return "gif";
  if (/^RIFF.{4}WEBP/s.test(head)) return "webp";
  if (head.slice(4, 8) === "ftyp") return kindOfBrands(head);
  return OTHER_VIDEOS.test(head) ? "video" : "";
}

// The major brand, a version, and the compatible brands.
function kindOfBrands(head) {
  const length = (head.charCodeAt(2) << 8) + head.charCodeAt(3);
  const [major, , ...compatible] = head.slice(8, length).match(/.{4}/gs) ?? [""];
  if ([major, ...compatible].some((brand) => IMAGE_BRANDS.test(brand))) return "heif";
  return VIDEO_BRANDS.test(major) ? "video" : "";
}

async function isAnimated(file, kind, head) {
  if (kind === "webp") return text(head).slice(12, 16) === "VP8X" && (head[20] & 2) !== 0;
  if (kind === "heif") return /^.{8}(avis|msf1|hev[cxms])/s.test(text(head));
  if (kind === "png") return /acTL.*?IDAT/s.test(text(await bytes(file, PNG_BYTES)));
  return kind === "gif" && hasSecondFrame(await bytes(file, file.size));
}

// Palettes and chains of blocks, which an empty block ends, lie between the frames.
function hasSecondFrame(gif) {
  const palette = (flags) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  let frames = 0;
  let at = 13 + palette(gif[10]);
  while (gif[at] === 0x21 || gif[at] === 0x2c) {
    if (gif[at] === 0x2c && ++frames === 2) return true;
    at += gif[at] === 0x21 ? 2 : 11 + palette(gif[at + 9]);
    while (gif[at]) at += gif[at] + 1;
    at += 1;
  }
  return false;
}

async function bytes(file, count) {
  return new Uint8Array(await file.slice(0, count).arrayBuffer());
}

// A character for each byte, which no decoder of TextDecoder gives.
function text(data) {
  let characters = "";
  for (const byte of data) characters += String.fromCharCode(byte);
  return characters;
}
