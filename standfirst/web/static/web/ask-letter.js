/* "Not now" puts the paper's letter away until the browser is closed. This is a plain script in the head, not a module:
   it must know before the first painting whether the letter is away, or the story would jump up while one reads. */

customElements.define(
  "ask-letter",
  class extends HTMLElement {
    connectedCallback() {
      this.hidden = this.away;
      this.addEventListener("click", (event) => {
        if (!event.target.closest(".ask-later")) return;
        this.away = true;
        for (const letter of document.querySelectorAll("ask-letter")) letter.hidden = true;
        document.getElementById("content").focus({ preventScroll: true });
      });
    }

    get away() {
      try {
        return sessionStorage.getItem("ask") === "later";
      } catch {
        return false;
      }
    }

    set away(away) {
      try {
        sessionStorage.setItem("ask", "later");
      } catch {
        // Without storage it is away on this page only.
      }
    }
  },
);
