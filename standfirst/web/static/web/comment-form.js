/* The form of a comment is kinder with this: it grows with the text, keeps a draft until the comment is posted, sends
   once however often one clicks, previews in place, and Cancel empties it. Without this it is a plain form. */

const KEY = "draft:";
const FORGOTTEN_AFTER = 30 * 24 * 3600 * 1000;
const drafts = storage("localStorage");
/* Which draft this window has sent; other windows have their own. */
const sent = storage("sessionStorage");

/* Storage may be switched off; then drafts live as long as the page. */
function storage(name) {
  try {
    return window[name];
  } catch {
    return { getItem: () => null, setItem() {}, removeItem() {} };
  }
}

/* A comment that was taken arrives as #comment-… or on a page that says so: its draft is done with. */
function forgetPosted() {
  const told = KEY + document.querySelector("[data-posted-draft]")?.dataset.postedDraft;
  const arrived = location.hash.startsWith("#comment-") && sent.getItem(KEY);
  for (const key of Object.keys(drafts).filter((one) => one.startsWith(KEY))) {
    const old = Date.now() - JSON.parse(drafts.getItem(key)).at > FORGOTTEN_AFTER;
    if (key === told || key === arrived || old) drafts.removeItem(key);
  }
  if (arrived) sent.removeItem(KEY);
}

class CommentForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.text = this.form.elements.body;
    this.key = this.form.elements.posting_key;
    // A copy of a form with a preview has none of its own yet.
    this.querySelector(":scope > [role=region]")?.remove();
    this.form.addEventListener("input", () => this.written());
    this.form.addEventListener("reset", () => this.cancelled());
    this.form.addEventListener("submit", (event) => this.sending(event));
    // Whoever comes back by the Back button may send again: other words, so under another key.
    addEventListener("pageshow", (event) => {
      this.hold(false);
      if (event.persisted) this.key.value = newKey();
    });
    // Posted or cancelled in another window: what is written here goes on as something of its own.
    addEventListener("storage", (event) => {
      if (event.key === this.store && event.newValue === null) this.key.value = newKey();
    });
    this.restore();
  }

  get store() {
    return KEY + this.getAttribute("draft");
  }

  restore() {
    const draft = JSON.parse(drafts.getItem(this.store) ?? "{}");
    this.text.value ||= draft.text ?? "";
    // The same words sent again after a lost answer carry the same key, so they are posted once.
    this.key.value ||= draft.key ?? newKey();
    this.grow();
  }

  written() {
    if (this.text.value) this.keep();
    else drafts.removeItem(this.store);
    this.grow();
  }

  keep() {
    drafts.setItem(this.store, JSON.stringify({ text: this.text.value, key: this.key.value, at: Date.now() }));
  }

  /* The style sheet sets the least and the most. */
  grow() {
    const borders = this.text.offsetHeight - this.text.clientHeight;
    this.text.style.blockSize = "auto";
    this.text.style.blockSize = `${this.text.scrollHeight + borders}px`;
  }

  /* In place; where that fails the form shows the page with the preview, as it does without script. */
  async preview(button) {
    const fields = new FormData(this.form, button);
    try {
      const answer = await fetch(this.form.action, { method: "POST", body: fields });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const shown = page.querySelector(".preview") ?? page.querySelector("[data-refusal]");
      this.shown ??= this.form.insertAdjacentElement("beforebegin", document.createElement("div"));
      this.shown.role = "region";
      this.shown.ariaLabel = button.dataset.preview;
      this.shown.tabIndex = -1;
      this.shown.replaceChildren(shown);
      this.shown.focus();
    } catch {
      this.plainly = true;
      this.form.requestSubmit(button);
    }
  }

  sending(event) {
    if (event.submitter?.name === "preview") {
      if (this.plainly) return;
      event.preventDefault();
      this.preview(event.submitter);
      return;
    }
    if (this.held) {
      event.preventDefault();
      return;
    }
    this.keep();
    sent.setItem(KEY, this.store);
    this.hold(true);
  }

  hold(held) {
    this.held = held;
    this.form.querySelector("button:not([type])").ariaDisabled = held ? "true" : null;
  }

  cancelled() {
    drafts.removeItem(this.store);
    this.shown?.replaceChildren();
    // The browser puts the fields back to what the server sent after this event; then they are emptied.
    setTimeout(() => {
      this.text.value = "";
      this.key.value = newKey();
      this.grow();
      this.text.focus();
      this.dispatchEvent(new Event("cancelled", { bubbles: true }));
    });
  }
}

/* Empty where the page is not on a secure address; then the server compares the text. */
function newKey() {
  return crypto.randomUUID?.() ?? "";
}

forgetPosted();
customElements.define("comment-form", CommentForm);
