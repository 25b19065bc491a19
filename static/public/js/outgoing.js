// Messages of a <message-thread> on their way: sent one after the other, shown at once, and kept in the browser until the
// server has them. Each has an id of its own, so sending one again never makes a second.
import { fetchPart } from "instapro/http";

export class Outgoing {
  messages = [];

  constructor(thread) {
    this.thread = thread;
    this.key = `unsent ${document.body.dataset.viewer} ${thread.conversation}`;
  }

  // What an earlier page did not get to send.
  restore() {
    for (const message of JSON.parse(localStorage.getItem(this.key) ?? "[]")) this.show(message);
    this.flush();
  }

  add(message) {
    this.show(message);
    this.flush();
  }

  show(message) {
    this.messages.push(message);
    this.keep();
    const template = this.thread.querySelector("template[data-pending]");
    const line = template.content.firstElementChild.cloneNode(true);
    line.dataset.client = message.client_id;
    line.querySelector("[data-text]").textContent = message.text;
    this.thread.list.append(line);
  }

  discard(clientId) {
    this.line(clientId)?.remove();
    this.messages = this.messages.filter(({ client_id: id }) => id !== clientId);
    this.keep();
  }

  async flush() {
    if (this.isSending) return;
    this.isSending = true;
    for (const { client_id: id } of this.messages) this.line(id)?.removeAttribute("data-failed");
    try {
      while (this.next) await this.post(this.next);
    } catch {
      // The others wait, so that the order stays.
      for (const { client_id: id } of this.messages) this.fail(id);
    } finally {
      this.isSending = false;
      for (const message of this.messages) delete message.isRefused;
    }
  }

  get next() {
    return this.messages.find(({ isRefused }) => !isRefused);
  }

  async post(message) {
    const body = new FormData(this.thread.querySelector("form"));
    for (const name of ["client_id", "text", "reply_to"]) body.set(name, message[name] ?? "");
    try {
      const part = await fetchPart(this.thread.getAttribute("src"), { method: "POST", body, redirect: "error" });
      this.discard(message.client_id);
      this.thread.put(part);
      this.thread.sync();
    } catch (error) {
      if (!(error.status >= 400 && error.status < 500)) throw error;
      message.isRefused = true;
      this.fail(message.client_id, error.text);
    }
  }

  fail(clientId, problem) {
    const line = this.line(clientId);
    line?.setAttribute("data-failed", "");
    if (problem) line.querySelector("[data-problem]").textContent = problem;
  }

  line(clientId) {
    return this.thread.list.querySelector(`[data-sending][data-client="${CSS.escape(clientId)}"]`);
  }

  keep() {
    const messages = this.messages.map(({ client_id, text, reply_to }) => ({ client_id, text, reply_to }));
    if (messages.length) localStorage.setItem(this.key, JSON.stringify(messages));
    else localStorage.removeItem(this.key);
  }
}
