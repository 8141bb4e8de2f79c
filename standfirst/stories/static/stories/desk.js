// The editor's text is never lost: kept in this browser until it is saved, and put together with other people's.
import { refill, statesOf } from "./kept-form.js";
import { wholeText } from "./whole-text.js";

const form = document.querySelector("form[data-edit-form]");

if (form) {
  const words = JSON.parse(document.getElementById("standfirst-desk-words").textContent);
  // The first save of a new story moves it to an address of its own.
  const place = () => `standfirst:text:${window.location.pathname}`;
  let keptAt = place();
  let note = null;

  function say(text, { button = "", act = null, address = "" } = {}) {
    note?.remove();
    note = document.createElement("div");
    note.className = "sf-note";
    note.setAttribute("role", "status");
    const said = document.createElement("p");
    said.textContent = text;
    note.append(said);
    if (button) {
      const control = document.createElement(address ? "a" : "button");
      control.className = "button button-small";
      control.textContent = button;
      if (address) control.href = address;
      else {
        control.type = "button";
        control.addEventListener("click", act);
      }
      note.append(control);
    }
    form.before(note);
  }

  // What the form would send, without files: those a browser can't keep.
  const entries = () => [...new FormData(form)].filter(([, value]) => typeof value === "string");

  // Only what saves itself can be brought back by sending it. Other forms are kept where they ask for it.
  const savesItself = form.matches('[data-controller~="w-autosave"]');
  const isKept = savesItself || form.querySelector("[data-keep-text]") !== null;

  function keep() {
    if (!isKept) return;
    try {
      const held = [...entries()];
      const overwrite = form.getAttribute("data-w-autosave-revision-id-value");
      if (overwrite && overwrite !== "0") held.push(["overwrite_revision_id", overwrite]);
      const kept = { at: Date.now(), action: form.action, held };
      if (!savesItself) kept.states = statesOf(form);
      form.dispatchEvent(new CustomEvent("standfirst:kept", { detail: kept }));
      const text = JSON.stringify(kept);
      if (place() !== keptAt) forget();
      keptAt = place();
      localStorage.setItem(keptAt, text);
    } catch {
      // A full or forbidden store: the text is still in the form, and the form says that it is not saved.
    }
  }

  function forget() {
    localStorage.removeItem(keptAt);
  }

  // A correction that went out leads to another page, which says so. An answer that is no such page forgets nothing.
  if (isKept && !savesItself)
    form.addEventListener("submit", () => sessionStorage.setItem("standfirst:sent", keptAt));
  const sent = new URLSearchParams(window.location.search).has("corrected") && sessionStorage.getItem("standfirst:sent");
  if (sent) {
    sessionStorage.removeItem("standfirst:sent");
    localStorage.removeItem(sent);
  }

  function fillAgain(kept) {
    note.remove();
    refill(form, kept);
    form.setAttribute("data-w-unsaved-force-value", "true");
  }

  async function bringBack({ action, held }) {
    const data = new FormData();
    for (const [name, value] of held) data.append(name, value);
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    let answer = null;
    try {
      const headers = { Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
      answer = await (await fetch(action, { method: "POST", body: data, headers })).json();
    } catch {
      say(words.stillAway, { button: words.bringBack, act: () => bringBack({ action, held }) });
      return;
    }
    if (answer.both_texts) {
      forget();
      say(answer.both_texts.words, answer.both_texts);
    } else if (answer.success) {
      forget();
      window.location.assign(answer.url || window.location.href);
    } else say(answer.error_message, { button: words.bringBack, act: () => bringBack({ action, held }) });
  }

  document.addEventListener("w-unsaved:add", keep);
  form.addEventListener("standfirst:keep", keep);
  form.addEventListener("standfirst:say", ({ detail }) => say(detail.text, detail));
  document.addEventListener("w-autosave:success", (event) => {
    if (form.hasAttribute("data-paste-waits")) keep();
    else forget();
    const { meanwhile } = event.detail.data;
    if (meanwhile) say(meanwhile.words, { button: meanwhile.button, act: () => window.location.reload() });
    else if (note?.dataset.away) note.remove();
  });
  document.addEventListener("w-autosave:error", (event) => {
    const { response, text, type } = event.detail;
    keep();
    if (response?.both_texts) say(response.both_texts.words, response.both_texts);
    else if (type === "network_error" || type === "server_error") {
      say(`${response?.error_message || text} ${words.keptHere}`);
      note.dataset.away = "yes";
    }
  });

  // A form that comes back with mistakes shows what was typed, and nothing of it is saved.
  const showsUnsaved = form.getAttribute("data-w-unsaved-force-value") === "true";

  function offer() {
    const left = localStorage.getItem(keptAt);
    if (!left) return;
    const kept = JSON.parse(left);
    // A save by hand leaves the page before it is answered: its text is in the story by now, or it is offered.
    if (wholeText(kept.held) === wholeText(entries())) {
      if (!showsUnsaved) forget();
      return;
    }
    const time = new Date(kept.at).toLocaleString(document.documentElement.lang || undefined);
    say(words.found.replace("%s", time), { button: words.bringBack, act: () => (savesItself ? bringBack : fillAgain)(kept) });
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "button button-small button-secondary";
    drop.textContent = words.throwAway;
    drop.addEventListener("click", () => {
      forget();
      note.remove();
    });
    note.append(drop);
  }

  // Once Wagtail has drawn the blocks of the story.
  document.addEventListener("w-unsaved:ready", () => queueMicrotask(offer), { once: true });
}
