/* Folds the comments of people whom this reader has muted; the page itself is the same for everyone. Comments that come
   in later are folded too. What was shown once stays open. */

class MutedComments extends HTMLElement {
  connectedCallback() {
    this.ids = new Set(this.dataset.ids.split(" "));
    const part = this.closest(".comments-part");
    this.watch = new MutationObserver(() => this.fold(part));
    this.watch.observe(part, { childList: true, subtree: true });
    this.fold(part);
  }

  disconnectedCallback() {
    this.watch?.disconnect();
  }

  fold(part) {
    for (const id of this.ids) {
      const article = part.querySelector(`#comment-${CSS.escape(id)} > article`);
      if (!article) continue;
      this.ids.delete(id);
      // Whoever followed a link to this very comment wants to read it.
      if (location.hash !== `#comment-${id}`) article.before(this.stub(article));
    }
  }

  stub(article) {
    const stub = document.createElement("p");
    stub.className = "comment-state";
    const show = document.createElement("button");
    show.type = "button";
    show.className = "word";
    show.textContent = this.dataset.show;
    show.addEventListener("click", () => {
      article.hidden = false;
      stub.remove();
      article.tabIndex = -1;
      article.focus();
    });
    article.hidden = true;
    stub.append(`${this.dataset.words} `, show);
    return stub;
  }
}

customElements.define("muted-comments", MutedComments);
