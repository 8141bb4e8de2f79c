/* For those who write on a page of another site: signing in, posting, replying, recommending, reporting. Who somebody is
   lives in this object's memory alone, as a bearer for this page's origin, and ends with the page or after an hour. */

customElements.get("standfirst-comments").Writing = class {
  #bearer = "";
  #token = "";
  #keys = new WeakMap();

  constructor(element) {
    this.element = element;
    this.words = element.words;
    this.own = this.editable = this.recommended = this.muted = new Set();
    element.shadowRoot.addEventListener("input", ({ target }) => this.keep(target.form));
    const form = this.$("#leave-a-comment");
    // Somebody may have written before this script was there.
    if (form?.elements.body.value) this.keep(form);
    else if (form) this.restore(form);
  }

  /* What is written and not yet posted outlives a reload. Storage may be switched off; then it lives as long as the page. */
  keep(form) {
    if (!form?.elements.body || form.dataset.changes) return;
    try {
      sessionStorage.setItem(this.draft(form), form.elements.body.value);
    } catch {
      // Nothing is lost that was not lost without this.
    }
  }

  restore(form) {
    try {
      form.elements.body.value ||= sessionStorage.getItem(this.draft(form)) ?? "";
    } catch {
      // As above.
    }
  }

  draft(form) {
    return `standfirst:${this.element.page}#${form.elements.parent.value}`;
  }

  $(selector) {
    return this.element.$(selector);
  }

  all(selector) {
    return this.element.shadowRoot.querySelectorAll(selector);
  }

  // Words in a row below a comment

  async does(link) {
    const deeds = { enter: () => this.enter(), leave: () => this.leave(), account: () => this.account(), edit: () => this.open(link, () => this.rewriting(link)), delete: () => this.remove(link) };
    if (link.dataset.reply) return this.open(link, () => this.copy(link));
    return deeds[link.dataset.do]?.() ?? this.open(link, () => this.report(link));
  }

  async open(link, make) {
    const article = link.closest("article");
    const form = [...article.children].find((one) => one.opener === link) ?? (await make());
    article.append(form);
    link.ariaExpanded = "true";
    form.opener = link;
    form.querySelector("textarea, input").focus();
  }

  copy(link, mark = link.dataset.reply) {
    const copy = this.$("comment-thread > comment-form").cloneNode(true);
    for (const one of copy.querySelectorAll("[role=alert], .preview, .name-field")) one.remove();
    for (const one of copy.querySelectorAll("[id]")) one.id += mark;
    for (const one of copy.querySelectorAll("[for]")) one.htmlFor += mark;
    const { body, parent, posting_key: key } = copy.querySelector("form").elements;
    body.setAttribute("aria-describedby", `comment-rules${mark}`);
    body.value = key.value = "";
    parent.value = mark;
    copy.querySelector("label").textContent = link.ariaLabel ?? link.textContent;
    if (link.dataset.reply) this.restore(copy.querySelector("form"));
    return copy;
  }

  /* The same form with the words that stand there. */
  async rewriting(link) {
    const { body, revision } = await this.send(`${link.value}/edit/`, new FormData());
    const copy = this.copy(link, `edit${link.value}`);
    const form = copy.querySelector("form");
    form.elements.parent.value = "";
    form.elements.body.value = body;
    form.dataset.changes = link.value;
    form.dataset.revision = revision;
    form.querySelector("[name=follow]")?.closest("p").remove();
    return copy;
  }

  report(link) {
    const number = link.closest(".comment").id.slice(8);
    return this.element.piece(`elsewhere/${this.element.dataset.site}/report/${number}/`, { from: location.origin }, "form");
  }

  cancelled(form) {
    for (const one of form.querySelectorAll("[role=alert], .preview")) one.remove();
    // A form is emptied after it was told so.
    setTimeout(() => this.keep(form));
    const whole = form.closest("comment-form") ?? form;
    if (!whole.opener) return;
    whole.opener.ariaExpanded = "false";
    whole.opener.focus();
    whole.remove();
  }

  async remove(button) {
    if (button.textContent !== this.words.sure) {
      button.textContent = this.words.sure;
      return;
    }
    await this.send(`${button.value}/delete/`, new FormData());
    await this.again({});
    this.element.say(this.words.deleted);
  }

  // Forms

  async sends(form, button) {
    try {
      if (button?.name === "preview") await this.preview(form);
      else if (button?.dataset.recommend) await this.recommend(form, button);
      else if (form.matches(".report-form")) this.thank(form, await this.send(form.dataset.to, new FormData(form)));
      else if (form.dataset.changes) await this.change(form);
      else await this.post(form);
    } catch (error) {
      this.object(form, error);
    }
  }

  async post(form) {
    // The same words sent again after a lost answer carry the same key, so they are posted once.
    if (!this.#keys.has(form)) this.#keys.set(form, crypto.randomUUID?.() ?? "");
    form.elements.posting_key.value = this.#keys.get(form);
    await this.enter();
    const { page, dataset } = this.element;
    const fields = new FormData(form);
    fields.set("url", page);
    fields.set("title", dataset.title || (dataset.host ? "" : document.title));
    fields.set("page_token", dataset.pageToken ?? "");
    const { comment, state, words } = await this.send("post/", fields);
    this.#keys.delete(form);
    for (const one of this.all(".name-field")) one.remove();
    form.elements.body.value = "";
    this.keep(form);
    this.cancelled(form);
    await this.again({ comment });
    await this.element.goTo(comment);
    this.element.say(state === "published" ? this.words.posted : `${this.words.held} ${words}`);
  }

  async change(form) {
    const fields = new FormData(form);
    fields.set("revision", form.dataset.revision);
    const { comment, state, words } = await this.send(`${form.dataset.changes}/edit/`, fields);
    await this.again({ comment });
    await this.element.goTo(comment);
    this.element.say(state === "published" ? this.words.changed : `${this.words.held} ${words}`);
  }

  async again(more) {
    await this.element.refresh(more);
    await this.yours();
  }

  object(form, { message, refusal }) {
    const field = form.querySelector(".field, .choices");
    if (!field) {
      this.element.say(message);
      return;
    }
    const alert = form.querySelector("[role=alert]") ?? document.createElement("p");
    Object.assign(alert, { role: "alert", className: "errorlist", textContent: message || this.words.failed });
    form.querySelector(".form-actions").before(alert);
    if (refusal === "asked-first") alert.append(this.insisting());
    if (refusal !== "name-missing" || form.querySelector(".name-field")) return;
    const name = this.$("#name-field").content.cloneNode(true).firstElementChild;
    name.classList.add("name-field");
    field.after(name);
    name.querySelector("input").focus();
  }

  /* A box that goes with the form: whoever ticks it and sends again is not asked any more. */
  insisting() {
    const label = Object.assign(document.createElement("label"), { className: "choice" });
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "insists", value: "yes" });
    label.append(box, ` ${this.words.insist}`);
    return label;
  }

  async preview(form) {
    const { html } = await this.send("preview/", new FormData(form));
    const shown = form.querySelector(".preview") ?? document.createElement("section");
    shown.className = "preview comment-body";
    Object.assign(shown, { ariaLabel: this.words.preview, role: "region" });
    shown.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    form.querySelector(".form-actions").before(shown);
    this.element.focusOn(shown);
  }

  async recommend(form, button) {
    await this.enter();
    const fields = new FormData();
    if (button.ariaPressed === "true") fields.set("do", "take-back");
    try {
      const { recommended, count } = await this.send(`${button.dataset.recommend}/recommend/`, fields);
      button.ariaPressed = String(recommended);
      this.recommended[recommended ? "add" : "delete"](button.dataset.recommend);
      form.querySelector(".figures").textContent = count || "";
      this.element.say(recommended ? this.words.recommended : this.words.undone);
    } catch (error) {
      this.element.say(error.refusal === "not-to-recommend" ? this.words.refused : error.message);
    }
  }

  thank(form, { words }) {
    const thanks = document.createElement("p");
    Object.assign(thanks, { className: "notice", role: "status", textContent: words });
    form.opener.ariaExpanded = "false";
    form.replaceWith(thanks);
    this.element.focusOn(thanks);
  }

  // Who is writing

  async send(path, fields) {
    const headers = this.#bearer ? { Authorization: `Bearer ${this.#bearer}` } : {};
    const there = this.element.at(`comments/elsewhere/${this.element.dataset.site}/${path}`);
    const answer = await fetch(there, { method: "POST", body: fields, headers, credentials: "omit" }).catch(() => {
      throw new Error(this.words.failed);
    });
    const told = await answer.json().catch(() => ({}));
    if (answer.status === 401 && this.#bearer) {
      this.out();
      if (path === "leave/") return told;
      await this.enter();
      return this.send(path, fields);
    }
    if (!answer.ok) throw Object.assign(new Error(told.words || this.words.failed), { refusal: told.refusal });
    return told;
  }

  /* Signed in as the page opens, where the host says who is there. */
  async arrive() {
    this.#token = await this.element.token();
    if (this.#token) await this.enter().catch((error) => this.element.say(error.message));
  }

  async enter() {
    if (this.#bearer) return;
    const token = this.#token || (await this.element.token());
    this.#token = "";
    const told = token ? await this.exchange(token) : await this.byWindow();
    this.#bearer = told.bearer;
    this.$("#who").textContent = told.name ? this.words.as.replace("{name}", told.name) : "";
    this.show(true);
    await this.yours();
  }

  exchange(token) {
    const fields = new FormData();
    fields.set("token", token);
    return this.send("token/", fields);
  }

  /* The paper's own page, where its cookie is no third party's. */
  async byWindow() {
    const { paper, dataset } = this.element;
    const there = this.element.at(`comments/elsewhere/${dataset.site}/enter/`, { from: location.origin });
    const opened = open(there, "_blank", "popup,width=560,height=720");
    if (!opened) throw new Error(this.words.blocked);
    let told;
    const hear = (event) => {
      if (event.origin === paper && event.source === opened && event.data?.bearer) told = event.data;
    };
    const pause = () => new Promise((then) => setTimeout(then, 200));
    addEventListener("message", hear);
    while (!told && !opened.closed) await pause();
    // What was said as it closed may still be on its way.
    if (!told) await pause();
    removeEventListener("message", hear);
    if (!told) throw new Error(this.words.closed);
    return told;
  }

  show(isIn) {
    this.$("[data-do=enter]").hidden = isIn;
    for (const one of this.all("[data-do=leave], [data-do=account]")) one.hidden = !isIn;
  }

  /* At the paper itself. The window is opened at once, while the browser still knows of the click. */
  async account() {
    const opened = open("about:blank", "_blank");
    if (!opened) throw new Error(this.words.blocked);
    opened.opener = null;
    try {
      const { address } = await this.send("account/", new FormData());
      opened.location.replace(this.element.paper + address);
    } catch (error) {
      opened.close();
      throw error;
    }
  }

  async leave() {
    await this.send("leave/", new FormData());
    this.out();
    this.element.say(this.words.left);
  }

  out() {
    this.#bearer = "";
    this.$("#who").textContent = "";
    this.show(false);
    this.$("#own-comments").replaceChildren();
    this.own = this.editable = this.recommended = this.muted = new Set();
    for (const one of this.all("[data-do=edit], [data-do=delete]")) one.remove();
    for (const one of this.all("[data-recommend]")) Object.assign(one, { ariaPressed: null, hidden: false });
  }

  /* Comments that only their author sees so far, and what is the reader's own among the others. */
  async yours() {
    const { thread } = this.$(".elsewhere").dataset;
    if (!this.#bearer || !thread) return;
    const there = this.element.at(`comments/elsewhere/${this.element.dataset.site}/yours/`, { thread });
    const headers = { Authorization: `Bearer ${this.#bearer}` };
    const answer = await fetch(there, { method: "POST", headers, credentials: "omit" });
    if (!answer.ok) return;
    const bits = new DOMParser().parseFromString(await answer.text(), "text/html");
    const bit = (name) => bits.querySelector(`template[data-into="#${name}"]`)?.content;
    const numbers = (text, by) => new Set(text ? text.split(by) : []);
    const marks = bit("own-marks")?.firstElementChild.dataset;
    this.own = numbers(marks?.own, ",");
    this.editable = numbers(marks?.editable, ",");
    this.recommended = numbers(marks?.recommended, ",");
    this.muted = numbers(bit("muted-comments")?.firstElementChild.dataset.ids, " ");
    this.$("#own-comments").replaceChildren(...(bit("own-comments")?.children ?? []));
    const as = this.$("#posting-as");
    if (as && bit("posting-as")) as.textContent = bit("posting-as").textContent;
    this.mark();
  }

  button(deed, number) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", value: number, textContent: this.words[deed] });
    made.dataset.do = deed;
    return made;
  }

  mark() {
    if (!this.#bearer) return;
    for (const button of this.all("button[data-recommend]")) {
      const number = button.dataset.recommend;
      button.ariaPressed = String(this.recommended.has(number));
      if (this.muted.has(number)) button.closest(".comment").hidden = true;
      if (!this.own.has(number) || button.hidden) continue;
      button.hidden = true;
      if (this.editable.has(number)) button.form.before(this.button("edit", number));
      button.form.before(this.button("delete", number));
    }
  }
};
