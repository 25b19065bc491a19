// The full date of a time, in the reader's own time zone: the server only knows UTC.
const full = new Intl.DateTimeFormat(`${document.documentElement.lang}-u-nu-latn`, { dateStyle: "long", timeStyle: "short" });

for (const kind of ["pointerover", "focusin"])
  document.addEventListener(kind, ({ target }) => {
    const time = target.closest("time") ?? target.querySelector?.(":scope > time");
    if (time) time.title = full.format(new Date(time.dateTime));
  });
