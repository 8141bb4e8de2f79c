/* New entries of a live blog, by asking again: every twenty seconds or so, while somebody looks at the page. All who
   know the same version ask for the same address, so the answer comes from the edge's memory. What is new waits behind
   a button, so that nothing moves under the reader's eyes; what was changed or removed is put right at once. Without
   this the page is whole, and "Look for newer entries" is a link to it. */

const PAUSE = 20_000;
const LONGEST_PAUSE = 300_000;

class LiveEntries extends HTMLElement {
  connectedCallback() {
    this.version = this.getAttribute("version");
    this.words = this.getAttribute("words").split("|");
    this.waiting = [];
    this.list = this.querySelector(".live-list");
    document.getElementById("live-points")?.addEventListener("click", (event) => this.goTo(event));
    this.button = this.querySelector(".live-news button");
    if (!this.button) return;
    this.look = this.querySelector(".live-look");
    this.said = this.querySelector(".live-said");
    this.button.addEventListener("click", () => this.show());
    this.look.addEventListener("click", async (event) => {
      event.preventDefault();
      await this.ask();
      if (!this.waiting.length) this.said.textContent = this.getAttribute("nothing");
    });
    this.seen = () => !document.hidden && Date.now() >= this.due && this.ask();
    document.addEventListener("visibilitychange", this.seen);
    this.wait(PAUSE);
  }

  disconnectedCallback() {
    this.stop();
  }

  wait(pause) {
    this.pause = pause;
    const chance = pause * (0.75 + Math.random() / 2);
    this.due = Date.now() + chance;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.seen, chance);
  }

  stop() {
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.seen);
  }

  async ask() {
    clearTimeout(this.timer);
    try {
      const answer = await fetch(`${this.getAttribute("src")}${this.version}/`, { credentials: "omit" });
      if (answer.status === 404 || answer.status === 410) return this.stop();
      if (!answer.ok) throw new Error(answer.status);
      this.take(new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live-changes"));
      if (this.ended) this.stop();
      else this.wait(PAUSE);
    } catch {
      // Away from the network or the site in trouble: ask ever more seldom.
      this.wait(Math.min(this.pause * 2, LONGEST_PAUSE));
    }
  }

  take(changes) {
    if (!changes || changes.dataset.version === this.version) return;
    this.version = changes.dataset.version;
    this.ended = changes.dataset.state !== "running";
    const before = this.waiting.length;
    this.inPlace(() => {
      for (const bit of changes.querySelectorAll("template")) {
        document.getElementById(bit.dataset.into)?.replaceChildren(document.importNode(bit.content, true));
      }
      for (const entry of [...changes.querySelectorAll("article")].reverse()) this.put(document.importNode(entry, true));
    });
    if ("partial" in changes.dataset) this.tooMany = true;
    this.tell(this.waiting.length > before);
  }

  /* An entry that the page has, or has waiting, is replaced or taken away; a newer one waits; an older one is not here. */
  put(entry) {
    const gone = "gone" in entry.dataset;
    const there = document.getElementById(entry.id);
    const waiting = this.waiting.findIndex((one) => one.id === entry.id);
    if (there) {
      const focused = there.contains(document.activeElement);
      if (gone) there.remove();
      else there.replaceWith(entry);
      if (focused && !gone) entry.focus({ preventScroll: true });
    } else if (waiting >= 0) {
      this.waiting.splice(waiting, 1, ...(gone ? [] : [entry]));
    } else if (!gone && !entry.classList.contains("is-stub") && Number(entry.dataset.at) > this.newest()) {
      this.waiting.unshift(entry);
    }
  }

  newest() {
    return Math.max(0, ...[...this.querySelectorAll("article"), ...this.waiting].map((one) => Number(one.dataset.at)));
  }

  /* Whatever changes above what is being read, what is being read stays where it is. */
  inPlace(change) {
    const all = document.querySelectorAll("main :is(h1, h2, p, li, figure)");
    const first = [...all].find((one) => one.getBoundingClientRect().bottom > 0);
    const spot = first?.closest("article.live-entry") ?? first;
    const top = spot?.getBoundingClientRect().top;
    change();
    const same = spot?.id ? document.getElementById(spot.id) : spot;
    if (same?.isConnected) scrollBy({ top: same.getBoundingClientRect().top - top, behavior: "instant" });
  }

  tell(isNews) {
    const count = this.waiting.length;
    const words = this.tooMany ? this.words.at(-1) : this.words[Math.min(count, this.words.length) - 1];
    this.button.hidden = !count;
    this.look.hidden = count > 0 || this.ended;
    this.button.textContent = words ?? "";
    this.button.parentElement.classList.toggle("has-news", count > 0);
    if (isNews) this.said.textContent = words;
  }

  show() {
    if (this.tooMany) return location.assign(this.look.href);
    const [first] = this.waiting;
    for (const entry of this.waiting) entry.classList.add("is-new");
    this.querySelector(".live-none")?.remove();
    this.list.prepend(...this.waiting);
    this.waiting = [];
    this.tell(false);
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "start", behavior: "instant" });
  }

  /* A key point leads to its entry's address, or, where the entry stands in this page, to it. */
  goTo(event) {
    const entry = document.getElementById(event.target.closest("a")?.dataset.entry);
    if (!entry || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    location.hash = entry.id;
    entry.focus({ preventScroll: true });
  }
}

customElements.define("live-entries", LiveEntries);
