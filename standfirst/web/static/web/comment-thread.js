/* Reply opens the form under the comment that is answered, where without this it leads to a page with the form. The
   form is a copy of the one under the thread: nothing here knows its fields. More comments, more replies and another
   order are taken from the pages that their links lead to. */

import { load } from "./comment-pages.js";

class CommentThread extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-reply], a[data-load]");
      if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      // Outside the time for questions there is no form to copy; its page has one.
      if (link.dataset.reply && !this.form) return;
      event.preventDefault();
      if (link.dataset.load) load(link);
      else this.open(link);
    });
    this.addEventListener("cancelled", (event) => this.close(event.target));
  }

  get form() {
    return this.querySelector(":scope > comment-form");
  }

  open(link) {
    const article = link.closest("article");
    const there = article.querySelector("comment-form") ?? this.copyFor(link);
    article.append(there);
    link.ariaExpanded = "true";
    const text = there.querySelector("textarea");
    text.value ||= this.quotation(article);
    text.focus();
  }

  /* What was marked in the comment before its Reply was pressed; the reply begins with it. */
  quotation(article) {
    const chosen = getSelection();
    const words = chosen.toString().trim();
    if (!words || !article.querySelector(".comment-body")?.contains(chosen.anchorNode)) return "";
    return `${words.replace(/^/gm, "> ")}\n\n`;
  }

  copyFor(link) {
    const mark = link.dataset.reply;
    const copy = this.form.cloneNode(true);
    copy.setAttribute("draft", copy.getAttribute("draft").replace(/\/.*/, `/${mark}`));
    for (const one of copy.querySelectorAll("[id]")) one.id += mark;
    for (const one of copy.querySelectorAll("[for]")) one.htmlFor += mark;
    const { body, parent, posting_key } = copy.querySelector("form").elements;
    body.setAttribute("aria-describedby", `comment-rules${mark}`);
    body.value = posting_key.value = "";
    parent.value = mark;
    const button = copy.querySelector("button[data-reply]");
    button.textContent = button.dataset.reply;
    copy.querySelector("label").textContent = link.ariaLabel ?? link.textContent;
    return copy;
  }

  close(form) {
    const link = form.closest("article")?.querySelector("a[data-reply]");
    if (!link) return;
    form.remove();
    link.ariaExpanded = "false";
    link.focus();
  }
}

customElements.define("comment-thread", CommentThread);
