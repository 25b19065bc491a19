// A page that asks for confirmation, as a dialog: of the page behind `url`, the question and its explanation. `onAgreed`
// gets the page's form.
import { fetchPart } from "instapro/http";

export async function confirmPage(url, onAgreed) {
  const page = (await fetchPart(url)).querySelector("main");
  const form = page.querySelector("form");
  const question = page.querySelector("h1").textContent;
  const explanation = page.querySelector("h1 + p").textContent;
  const detail = { question, explanation, elt: form, issueRequest: () => onAgreed(form) };
  document.dispatchEvent(new CustomEvent("htmx:confirm", { detail }));
}
