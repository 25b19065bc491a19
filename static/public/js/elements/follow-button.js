// <follow-button undone="You unfollowed …" undo="Undo">: follows or unfollows at once; the response takes its place.
import { swapById } from "instapro/http";
import { OptimisticToggle } from "instapro/optimistic";
import { toast } from "instapro/toast";

class FollowButton extends OptimisticToggle {
  static field = "following";

  received(part, isLast) {
    if (isLast) swapById(part);
  }

  settled(pressed) {
    const { undone: text, undo: action } = this.dataset;
    if (pressed || !text) return toast({ text: "" });
    const url = CSS.escape(this.form.getAttribute("action"));
    toast({ text, action, onAction: () => document.querySelector(`form[action="${url}"]`)?.requestSubmit() });
  }
}

customElements.define("follow-button", FollowButton);
