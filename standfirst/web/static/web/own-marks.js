/* What a signed-in reader can do beyond others: their own comments get Edit and Delete, the desk can pick, what they recommend is marked,
   and recommending neither reloads the page nor loses one's place. It arrives with the personal bits, since the page is
   the same for everyone; without it the buttons are plain forms. */

class OwnMarks extends HTMLElement {
  connectedCallback() {
    this.own = numbers(this.dataset.own);
    this.editable = numbers(this.dataset.editable);
    this.recommended = numbers(this.dataset.recommended);
    this.thread = this.closest("comment-thread");
    this.thread.addEventListener("submit", (event) => this.submitted(event));
    // Later comments are loaded into the thread as one reads on.
    this.watching = new MutationObserver(() => this.mark());
    this.watching.observe(this.thread, { childList: true, subtree: true });
    this.mark();
  }

  disconnectedCallback() {
    this.watching.disconnect();
  }

  mark() {
    for (const button of this.thread.querySelectorAll("button[data-recommend]:not([aria-pressed])")) {
      const number = button.dataset.recommend;
      button.ariaPressed = String(this.recommended.has(number));
      const form = button.form;
      if (this.dataset.pick) form.before(this.link(number, "pick"));
      if (!this.own.has(number)) continue;
      if (this.editable.has(number)) form.before(this.link(number, "edit"));
      form.before(this.link(number, "delete"));
      // Nobody recommends themselves; the count stays to be seen.
      button.hidden = true;
    }
  }

  link(number, deed) {
    const link = document.createElement("a");
    link.href = `/comments/${number}/${deed}/`;
    link.textContent = this.dataset[deed];
    return link;
  }

  async submitted(event) {
    const form = event.target;
    const button = form.querySelector("button[data-recommend]");
    if (!button) return;
    event.preventDefault();
    if (button.ariaDisabled === "true") return;
    button.ariaDisabled = "true";
    const pressed = button.ariaPressed === "true";
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(pressed ? form.dataset.back : form.action, { method: "POST", headers });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      const { recommended, count } = await answer.json();
      button.ariaPressed = String(recommended);
      form.querySelector(".figures").textContent = count || "";
      this.say(recommended ? "done" : "undone");
    } catch {
      this.say("failed");
    }
    button.ariaDisabled = null;
  }

  say(what) {
    this.querySelector("[role=status]").textContent = this.dataset[what];
  }
}

function numbers(text) {
  return new Set(text ? text.split(",") : []);
}

customElements.define("own-marks", OwnMarks);
