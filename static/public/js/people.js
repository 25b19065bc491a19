// A list of people follows what is typed; the address says it too, for coming back and passing on.
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target.id === "people") history.replaceState(null, "", detail.pathInfo.finalRequestPath);
});
