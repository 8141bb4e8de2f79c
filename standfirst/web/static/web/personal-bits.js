/* What is the reader's own comes after the page, which is the same for everyone: the name in the masthead, comments
   that wait for a moderator, the way to the desk. One request, and only where the hint says that somebody is signed in.
   The answer is HTML: each <template data-into="#id"> goes into that element. Without this the page is whole. */

class PersonalBits extends HTMLElement {
  async connectedCallback() {
    if (!/(?:^|;\s*)sf_hint=/.test(document.cookie)) return;
    try {
      const answer = await fetch(this.getAttribute("src"), { credentials: "same-origin" });
      if (answer.ok) this.place(await answer.text());
    } catch {
      // Away from the network the page stays as it is.
    }
  }

  place(html) {
    const filled = new Set();
    const bits = new DOMParser().parseFromString(html, "text/html");
    for (const bit of bits.querySelectorAll("template[data-into]")) {
      const place = document.querySelector(bit.dataset.into);
      if (!place) continue;
      if (!filled.has(place)) place.replaceChildren();
      filled.add(place);
      place.hidden = false;
      place.append(document.importNode(bit.content, true));
      // What only signed-in readers need is loaded for them alone.
      for (const one of place.querySelectorAll("[data-module]")) import(one.dataset.module);
    }
    // The address may name a comment that only now has come in.
    if (location.hash.startsWith("#comment-")) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }
}

customElements.define("personal-bits", PersonalBits);
