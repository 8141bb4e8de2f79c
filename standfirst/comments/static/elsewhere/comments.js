/* The paper's comments on a page of another site. One script tag makes the element, or the page has it already:

     <standfirst-comments data-site="…"><a href="…">Comments</a></standfirst-comments>
     <script async src="https://paper.example/static/elsewhere/comments.js"></script>

   It asks the paper for the same HTML that stands on the paper's own pages, in a shadow tree; where the host's policy
   doesn't let it, in a frame; and where nothing can be reached the plain link stays. No cookie is set, sent or needed.
   What only those need who write is in writing.js, and comes when somebody begins to. */
{
  const tag = document.currentScript;
  const paper = new URL(tag.src).origin;
  const beside = (file) => new URL(file, tag.src).href;

  class StandfirstComments extends HTMLElement {
    #writing = null;
    #tellFrame = null;

    paper = paper;

    async connectedCallback() {
      if (this.shadowRoot) return;
      const { page, host, frame } = this.dataset;
      this.page = (page || document.querySelector("link[rel=canonical]")?.href || location.href).replace(/#.*/, "");
      this.attachShadow({ mode: "open" }).append(document.createElement("slot"));
      if (!host) this.#follow();
      try {
        if (frame === "always") throw new Error("as asked");
        await this.#begin();
      } catch (error) {
        // Of a page that has no conversation here, or in our own frame, nothing more can be tried.
        this.shadowRoot.replaceChildren(document.createElement("slot"));
        if (!host && !error.status && frame !== "never") this.#frame();
      }
      this.dispatchEvent(new Event("standfirst-ready", { bubbles: true }));
    }

    async #begin() {
      const sought = this.#sought();
      const piece = await this.read(sought ? { comment: sought } : {});
      const style = piece.ownerDocument.querySelector("link[rel=stylesheet]").cloneNode();
      const styled = new Promise((then, never) => {
        style.onload = then;
        style.onerror = () => never(new Error("style"));
      });
      piece.hidden = true;
      this.shadowRoot.append(style, piece);
      await styled;
      this.shadowRoot.querySelector("slot").remove();
      piece.hidden = false;
      this.words = piece.dataset;
      this.shadowRoot.addEventListener("click", (event) => this.#clicked(event));
      this.shadowRoot.addEventListener("submit", (event) => this.#submitted(event));
      this.shadowRoot.addEventListener("reset", (event) => this.#writing?.then((writing) => writing.cancelled(event.target)));
      // It is on its way before the first button is pressed.
      for (const kind of ["focusin", "pointerdown"]) this.shadowRoot.addEventListener(kind, () => this.#write(), { once: true });
      addEventListener("hashchange", () => this.goTo(this.#sought()));
      if (sought) this.goTo(sought);
      if (this.mayHaveToken()) (await this.#write()).arrive();
    }

    /* A frame of ours is told by its host whether it has one. */
    mayHaveToken() {
      return "token" in this.dataset || window.standfirstToken || window.standfirstFramed;
    }

    #sought() {
      return location.hash.match(/^#comment-(\d+)$/)?.[1];
    }

    // What the page shows

    $(selector) {
      return this.shadowRoot.querySelector(selector);
    }

    at(path, query = {}) {
      return `${paper}/${path}?${new URLSearchParams({ lang: this.#lang(), ...query })}`;
    }

    #lang() {
      return this.dataset.lang || document.documentElement.lang;
    }

    async read(more) {
      const query = { url: this.page, from: location.origin, ...more };
      if (this.dataset.pageToken) query.signed = 1;
      return this.piece(`elsewhere/${this.dataset.site}/thread/`, query, ".elsewhere");
    }

    async piece(path, query, part) {
      const answer = await fetch(this.at(path, query), { credentials: "omit" });
      if (!answer.ok) throw Object.assign(new Error(this.words?.failed), { status: answer.status });
      return this.#ours(new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(part));
    }

    /* What leads to the paper's pages leads there from here too, beside this page; a comment's own link is to this page. */
    #ours(piece) {
      const framed = this.dataset.host;
      for (const link of piece.querySelectorAll("a[href]")) {
        const href = link.getAttribute("href");
        const own = href.match(/^\/comments\/(\d+)\/$/);
        if (own) link.href = `${framed ? this.page : ""}#comment-${own[1]}`;
        else if (href.startsWith("/")) link.href = paper + href;
        if (own && framed) link.target = "_top";
        else if (!href.startsWith("#") && !own) Object.assign(link, { target: "_blank", rel: `${link.rel} noopener` });
      }
      const whole = piece.querySelector(".whole-conversation a");
      if (whole) whole.dataset.load = "order";
      return piece;
    }

    async #load(link) {
      const there = new URL(link.href);
      const number = there.pathname.match(/^\/threads\/\d+\/(\d+)\//)?.[1];
      const piece = await this.read({ ...Object.fromEntries(there.searchParams), ...(number && { number }) });
      const { load } = link.dataset;
      const entries = [...piece.querySelectorAll(".comments-in-order .comments > li")];
      const added = entries.filter((one) => !one.id || !this.$(`#${one.id}`));
      if (load === "replies") link.closest("li").replaceWith(...added);
      else if (load === "more") {
        this.$(".comments-in-order .comments").append(...added);
        link.closest("p").replaceWith(...piece.querySelectorAll(".more-comments"));
      } else this.replace(piece, ".comments-in-order");
      const status = this.$("[role=status]");
      if (load === "order") this.say(`${status.dataset.order} ${link.textContent}`);
      else this.say(status.dataset.more.replace("{count}", added.filter((one) => one.id).length));
      this.focusOn(load === "order" ? this.$(".sorts [aria-current]") : added.find((one) => one.id));
      this.changed();
    }

    /* Comments have come in: what is the reader's own among them is marked. */
    changed() {
      this.#writing?.then((writing) => writing.mark());
    }

    replace(piece, ...parts) {
      for (const part of parts) this.$(part).replaceWith(piece.querySelector(part));
    }

    async refresh(more) {
      const piece = await this.read(more);
      this.$(".elsewhere").dataset.thread = piece.dataset.thread;
      this.replace(piece, ".comments-head", ".comments-in-order");
    }

    /* A comment in its place: here already, or with what stands around it. */
    async goTo(number) {
      if (!number || !this.words) return;
      if (!this.$(`#comment-${number}`)) {
        await this.refresh({ comment: number });
        this.changed();
      }
      const there = this.$(`#comment-${number}`);
      this.$(".is-sought")?.classList.remove("is-sought");
      there?.classList.add("is-sought");
      this.focusOn(there);
    }

    focusOn(element) {
      if (!element) return;
      element.tabIndex = -1;
      element.focus({ preventScroll: true });
      element.scrollIntoView({ block: "nearest" });
    }

    say(words) {
      this.$("[role=status]").textContent = words || this.words.failed;
    }

    // What readers do

    #write() {
      this.#writing ??= new Promise((then, never) => {
        const more = document.createElement("script");
        Object.assign(more, { src: beside("writing.js"), nonce: tag.nonce, onload: then, onerror: () => never(new Error(this.words.failed)) });
        document.head.append(more);
      }).then(() => new this.constructor.Writing(this));
      this.#writing.catch(() => {
        this.#writing = null;
      });
      return this.#writing;
    }

    async #clicked(event) {
      const link = event.target.closest("a, button");
      if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const deed = this.#deed(link);
      if (!deed) return;
      event.preventDefault();
      if (link.ariaBusy) return;
      link.ariaBusy = "true";
      await deed().catch((error) => this.say(error.message));
      link.ariaBusy = null;
    }

    #deed(link) {
      const href = link.getAttribute("href") ?? "";
      if (link.dataset.load) return () => this.#load(link);
      if (link.matches("a[data-reply], [data-do]") || href.endsWith("/report/")) return async () => (await this.#write()).does(link);
      if (href === "#leave-a-comment") return async () => this.$("#leave-a-comment textarea").focus();
      // A link in a shadow tree finds nothing in it by itself; and where the address stays the same, nobody is told.
      if (href.startsWith("#comment-")) return async () => {
        if (link.closest(".comment-words")) history.pushState(null, "", href);
        await this.goTo(href.slice(9));
      };
      return null;
    }

    async #submitted(event) {
      const { target: form, submitter } = event;
      event.preventDefault();
      if (form.ariaBusy) return;
      form.ariaBusy = "true";
      await this.#write().then((writing) => writing.sends(form, submitter), (error) => this.say(error.message));
      form.ariaBusy = null;
    }

    // The host's page

    /* The host's style may come after this script, and may change with a switch of its own. */
    #follow() {
      const own = this.dataset.scheme;
      const look = () => {
        if (!own) this.dataset.scheme = this.#isDark() ? "dark" : "light";
        const larger = this.#tellFrame ? 1 : this.#larger();
        this.style.zoom = larger > 1.05 ? larger : "";
        this.#tellFrame?.({ scheme: this.dataset.scheme });
      };
      look();
      addEventListener("load", look);
      new MutationObserver(look).observe(document.documentElement, { attributes: true });
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", look);
    }

    /* Light letters stand on a dark ground. */
    #isDark() {
      const [red, green, blue] = getComputedStyle(this.parentElement).color.match(/[\d.]+/g) ?? [];
      return 0.3 * red + 0.6 * green + 0.1 * blue > 140;
    }

    /* Where the host has made `rem` small, all is enlarged again: to what the reader's browser calls medium. */
    #larger() {
      const probe = document.createElement("i");
      probe.style.fontSize = "medium";
      this.shadowRoot.append(probe);
      const size = (element) => parseFloat(getComputedStyle(element).fontSize);
      const larger = size(probe) / size(document.documentElement);
      probe.remove();
      return larger;
    }

    #frame() {
      const frame = document.createElement("iframe");
      const { site, scheme, title = document.title, pageToken = "" } = this.dataset;
      // Behind the # nobody else is told, and the page is kept for all readers alike.
      const more = new URLSearchParams({ scheme, title, pageToken, comment: this.#sought() ?? "" });
      frame.src = `${this.at(`elsewhere/${site}/frame/`, { url: this.page, from: location.origin })}#${more}`;
      frame.title = this.textContent.trim() || "Comments";
      const may = ["scripts", "same-origin", "forms", "popups", "popups-to-escape-sandbox", "top-navigation-by-user-activation"];
      frame.sandbox = may.map((one) => `allow-${one}`).join(" ");
      Object.assign(frame.style, { display: "block", width: "100%", border: "0", height: "0" });
      this.style.zoom = "";
      this.#tellFrame = (what) => frame.contentWindow?.postMessage({ standfirst: what }, paper);
      addEventListener("message", async (event) => {
        if (event.origin !== paper || event.source !== frame.contentWindow) return;
        const { height, wants } = event.data?.standfirst ?? {};
        if (height > 0 && height < 1e6) {
          frame.style.height = `${Math.ceil(height)}px`;
          this.shadowRoot.querySelector("slot")?.remove();
        }
        if (wants === "token") this.#tellFrame({ token: await this.token() });
      });
      addEventListener("hashchange", () => this.#tellFrame({ comment: this.#sought() }));
      // Where the host lets no frame of ours in either, the link stays alone.
      document.addEventListener("securitypolicyviolation", (event) => {
        if (event.effectiveDirective === "frame-src" && event.blockedURI.startsWith(paper)) frame.remove();
      });
      this.shadowRoot.append(frame);
    }

    /* The host's own word for who is signed in there, if it gives one. A token is good for one time only. */
    async token() {
      if (window.standfirstFramed) return window.standfirstFramed.token();
      const { token } = this.dataset;
      delete this.dataset.token;
      return token || (await window.standfirstToken?.()) || "";
    }
  }

  if (!customElements.get("standfirst-comments")) customElements.define("standfirst-comments", StandfirstComments);
  if (tag.dataset.site && !document.querySelector("standfirst-comments")) {
    const element = document.createElement("standfirst-comments");
    Object.assign(element.dataset, tag.dataset);
    tag.after(element);
  }
}
