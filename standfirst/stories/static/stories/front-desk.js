/* Re-ordering the front without losing one's place: a form is sent, the answer's arrangement takes the place of the old
   one, the focus goes to the same button of the story that moved, and what was done is said aloud. Each form works by
   itself too: then the page comes anew, with the focus in the same place. */

const PARTS = ["front-said", "front-refused", "front-arrangement", "front-log"];

class FrontDesk extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (event) => {
      if (event.target.method !== "post") return;
      event.preventDefault();
      if (this.getAttribute("aria-busy") !== "true") this.send(event.target, event.submitter);
    });
  }

  async send(form, button) {
    const key = (button?.dataset.key ? button : form).dataset.key;
    const address = button?.getAttribute("formaction") ?? form.action;
    const fields = new URLSearchParams(new FormData(form, button));
    this.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { method: "POST", body: fields, credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      // Something else than the front came, such as the way in: go there.
      if (!page.querySelector("front-desk")) return location.reload();
      this.place(page, key);
    } catch {
      this.querySelector("#front-said").textContent = this.dataset.lost;
    } finally {
      this.removeAttribute("aria-busy");
    }
  }

  place(page, key) {
    for (const id of PARTS) {
      document.getElementById(id).replaceChildren(...document.importNode(page.getElementById(id), true).childNodes);
    }
    const refused = this.querySelector("#front-refused");
    const same = key && this.querySelector(`[data-key="${CSS.escape(key)}"]:is(button, summary)`);
    const place =
      this.querySelector("#front-arrangement [autofocus]") ?? same ?? this.querySelector("#front-said");
    if (refused.childElementCount) refused.scrollIntoView({ block: "nearest" });
    place.focus({ preventScroll: refused.childElementCount > 0 });
  }
}

customElements.define("front-desk", FrontDesk);
