// Likes show at once and are undone, with a message, if the server says no. Quick changes of mind
// are sent one after the other; the last one counts.
const states = new WeakMap();

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-like]")) return;
  event.preventDefault();
  want(event.target, !isLiked(event.target));
});

// A double click or tap on the picture likes, and never takes a like back.
let last = { at: 0, area: null };
document.addEventListener("click", (event) => {
  const area = event.target.closest("[data-like-area]");
  if (!area || event.target.closest("a, button, [popover]")) return;
  const twice = area === last.area && event.timeStamp - last.at < 350;
  last = twice ? { at: 0, area: null } : { at: event.timeStamp, area };
  const form = twice && area.closest("[data-post-id]").querySelector("form[data-like]");
  if (!form) return;
  beat(area);
  if (!isLiked(form)) want(form, true);
});

const buttonOf = (form) => form.querySelector("[aria-pressed]");
const isLiked = (form) => buttonOf(form).getAttribute("aria-pressed") === "true";

function want(form, liked) {
  const state = states.get(form) ?? { confirmed: !liked, busy: false };
  states.set(form, state);
  state.wanted = liked;
  show(form, liked);
  if (!state.busy) settle(form, state);
}

async function settle(form, state) {
  state.busy = true;
  try {
    while (state.wanted !== state.confirmed) {
      const liked = state.wanted;
      const likes = await send(form, liked);
      state.confirmed = liked;
      if (state.wanted === liked) tell(form, likes);
    }
  } catch (error) {
    show(form, state.confirmed);
    const detail = { status: error.status };
    document.dispatchEvent(new CustomEvent("toast", { detail }));
  } finally {
    states.delete(form);
  }
}

async function send(form, liked) {
  const body = new FormData(form);
  body.set("liked", liked ? "1" : "0");
  const answer = await fetch(form.action, {
    method: "POST",
    body,
    headers: { "HX-Request": "true" },
    redirect: "error",
  });
  const elsewhere = answer.headers.get("HX-Redirect");
  if (elsewhere) location.assign(elsewhere);
  if (!answer.ok || elsewhere) throw Object.assign(new Error("refused"), { status: answer.status });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return likesIn(page, thingOf(form));
}

function show(form, liked) {
  if (isLiked(form) === liked) return;
  const button = buttonOf(form);
  button.setAttribute("aria-pressed", String(liked));
  form.elements.liked.value = liked ? "0" : "1";
  form.toggleAttribute("data-fresh", liked);
  const thing = thingOf(form);
  const likes = likesIn(thing.root, thing);
  if (likes !== null) tell(form, likes + (liked ? 1 : -1));
}

// What is liked, a post or a comment below one, and the kind of its number.
function thingOf(form) {
  const root = form.closest("[data-comment-id], [data-post-id]");
  const { commentId, postId } = root.dataset;
  return commentId ? { root, kind: "hearts", owner: { commentId } } : { root, kind: "likes", owner: { postId } };
}

// None is shown where the author keeps the numbers to themselves.
function likesIn(root, { kind }) {
  const shown = root.querySelector(`[data-count=${kind}]`);
  return shown && Number(shown.dataset.value);
}

function tell(form, likes) {
  const { owner, kind } = thingOf(form);
  const detail = { ...owner, [kind]: likes };
  document.dispatchEvent(new CustomEvent("counts", { detail }));
}

function beat(area) {
  const heart = document.getElementById("beating-heart").content.firstElementChild.cloneNode(true);
  area.append(heart);
  heart.addEventListener("animationend", () => heart.remove());
}
