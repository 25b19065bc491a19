// How the messages of a conversation follow each other: days, in the reader's time zone, and blocks of one sender.
const BLOCK_MS = 10 * 60 * 1000;

export function arrange(list) {
  const lines = [...list.querySelectorAll(":scope > .message")].map((line) => {
    const date = new Date(line.querySelector(".message-day time")?.dateTime ?? Date.now());
    return { line, date, sender: line.hasAttribute("data-own") ? "" : line.dataset.sender };
  });
  lines.forEach((each, place) => {
    const [before, after] = [lines[place - 1], lines[place + 1]];
    const day = each.line.querySelector(".message-day");
    if (day) day.hidden = Boolean(before) && before.date.toDateString() === each.date.toDateString();
    each.line.toggleAttribute("data-opens", !isBlock(before, each));
    each.line.toggleAttribute("data-closes", !isBlock(each, after));
  });
}

function isBlock(one, next) {
  if (!one || !next || one.sender !== next.sender) return false;
  return next.date - one.date < BLOCK_MS && one.date.toDateString() === next.date.toDateString();
}
