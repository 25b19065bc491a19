// Runs before the first paint. A transition between two pages that is interrupted, as by the next click, is no error.
for (const type of ["pageswap", "pagereveal"])
  addEventListener(type, ({ viewTransition }) => {
    viewTransition?.ready.catch(() => {});
    viewTransition?.finished.catch(() => {});
  });
