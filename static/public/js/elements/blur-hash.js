// Paints a photograph's blurhash behind it until it has come. The format: github.com/woltapp/blurhash.
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
const SIZE = 32;

const number = (text) => [...text].reduce((sum, digit) => sum * 83 + DIGITS.indexOf(digit), 0);
const toLinear = (value) => {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};
const toByte = (value) => {
  const part = Math.min(1, Math.max(0, value));
  return Math.round(255 * (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055));
};
const squared = (value, most) => (Math.sign(value) * value * value * most) / 81;

function colours(hash, count) {
  const most = (number(hash[1]) + 1) / 166;
  return Array.from({ length: count }, (_, index) => {
    if (index === 0) {
      const value = number(hash.slice(2, 6));
      return [value >> 16, (value >> 8) & 255, value & 255].map(toLinear);
    }
    const value = number(hash.slice(4 + index * 2, 6 + index * 2));
    return [Math.floor(value / 361), Math.floor(value / 19) % 19, value % 19].map((part) => squared(part - 9, most));
  });
}

function paint(canvas, hash) {
  const flags = number(hash[0]);
  const across = (flags % 9) + 1;
  const down = Math.floor(flags / 9) + 1;
  const parts = colours(hash, across * down);
  const wave = Array.from({ length: SIZE }, (_, at) =>
    Array.from({ length: 9 }, (_, turn) => Math.cos((Math.PI * at * turn) / SIZE)),
  );
  const image = new ImageData(SIZE, SIZE);
  for (let pixel = 0; pixel < SIZE * SIZE; pixel++) {
    const [x, y] = [wave[pixel % SIZE], wave[Math.floor(pixel / SIZE)]];
    for (let channel = 0; channel < 3; channel++) {
      const light = parts.reduce((sum, part, index) => sum + part[channel] * x[index % across] * y[Math.floor(index / across)], 0);
      image.data[pixel * 4 + channel] = toByte(light);
    }
    image.data[pixel * 4 + 3] = 255;
  }
  canvas.width = canvas.height = SIZE;
  canvas.getContext("2d").putImageData(image, 0, 0);
}

class BlurHash extends HTMLElement {
  connectedCallback() {
    const photo = this.querySelector("img");
    if (!this.dataset.hash || !photo || (photo.complete && photo.naturalWidth)) return;
    const canvas = this.querySelector("canvas") ?? document.createElement("canvas");
    this.prepend(canvas);
    paint(canvas, this.dataset.hash);
    const remove = () => canvas.remove();
    photo.addEventListener("load", () => photo.decode().then(remove, remove), { once: true });
  }
}

customElements.define("blur-hash", BlurHash);
