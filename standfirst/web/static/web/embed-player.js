/* A piece at another host, played here once a reader asks for it; until then nothing is asked of that host. The player
   takes exactly the room of the picture. Without this script the picture is a link to where the piece lives. */

customElements.define(
  "embed-player",
  class extends HTMLElement {
    connectedCallback() {
      const link = this.querySelector("a.embed-play");
      if (!link) return;
      // It does something here instead of leading away, and people who don't see it are told so.
      const button = document.createElement("button");
      button.type = "button";
      button.className = link.className;
      button.setAttribute("aria-label", link.getAttribute("aria-label"));
      button.append(...link.childNodes);
      button.addEventListener("click", () => this.play(button));
      link.replaceWith(button);
    }

    play(button) {
      const player = new URL(this.dataset.player);
      if (player.protocol !== "https:") return;
      const frame = document.createElement("iframe");
      frame.title = this.dataset.title;
      frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-presentation");
      frame.setAttribute("allow", "fullscreen; encrypted-media; picture-in-picture");
      frame.referrerPolicy = "strict-origin";
      frame.src = player.href;
      button.parentElement.replaceChildren(frame);
      // Where the reader was is gone; from the player one goes on, and its title is read out.
      frame.focus();
    }
  },
);
