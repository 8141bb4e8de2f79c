// Wagtail looks now and then at what its form holds, and saves that. What is typed between two looks is not passed by.
const form = document.querySelector("form[data-edit-form]");

if (form) {
  const APART = ["csrfmiddlewaretoken", "loaded_revision_id", "loaded_revision_created_at", "next", "overwrite_revision_id"];
  let acted = false;
  let leaving = false;
  let beginning = null;
  let sent = null;
  let saved = null;

  // A paragraph's field holds the same text with other spaces before the editor has drawn it, and after.
  function plain(value) {
    try {
      return value.startsWith("{") ? JSON.stringify(JSON.parse(value)) : value;
    } catch {
      return value;
    }
  }

  function text(data, without = {}) {
    const held = [...data].filter(
      ([name, value]) =>
        typeof value === "string" && !APART.includes(name) && !name.startsWith("comments-") && !(name in without),
    );
    return JSON.stringify(held.map(([name, value]) => [name, plain(value)]));
  }

  const here = (without) => text(new FormData(form), without);
  const unsaved = () => form.setAttribute("data-w-unsaved-force-value", "true");

  // A paragraph hands its words to its field only when nobody has typed for a quarter of a second.
  const handed = new WeakMap();
  function handOver(field) {
    const state = field.draftailEditor?.getEditorState();
    const content = state?.getCurrentContent();
    if (!content || handed.get(field) === content) return false;
    const known = handed.has(field);
    handed.set(field, content);
    const raw = window.Draftail.serialiseEditorStateToRaw(state);
    // Where somebody notes something in the margin is kept with the note.
    for (const block of raw?.blocks ?? [])
      block.inlineStyleRanges = block.inlineStyleRanges.filter(({ style }) => !/^(COMMENT-|STYLE_RERENDER)/.test(style));
    const words = JSON.stringify(raw);
    if (words === plain(field.value)) return false;
    // The editor's own first look at a text is no change.
    if (!known && !acted) return false;
    field.rawContentState = raw;
    field.value = words;
    return true;
  }
  form.addEventListener("formdata", ({ formData }) => {
    for (const field of form.querySelectorAll('input[type="hidden"][name]'))
      if (handOver(field) && formData.has(field.name)) formData.set(field.name, field.value);
  });

  // Wagtail takes what is typed, pasted or moved in the first two seconds for the beginning, and saves none of it.
  const written = (field) => field.matches("input[type=text], textarea") && field.value !== field.defaultValue;
  const before = [...form.elements].some(written);
  const act = () => {
    acted = true;
  };
  for (const kind of ["keydown", "pointerdown", "click", "input", "paste", "drop"]) window.addEventListener(kind, act, true);
  document.addEventListener("w-unsaved:ready", () => queueMicrotask(() => (beginning = saved = here())), { once: true });
  document.addEventListener("w-unsaved:watch-edits", function begun() {
    document.removeEventListener("w-unsaved:watch-edits", begun);
    acted ||= before;
    if (before || (acted && here() !== beginning)) unsaved();
    else saved = here();
  });

  // A save that answers while somebody types makes Wagtail take what stands there then for what was saved.
  document.addEventListener("w-autosave:save", ({ detail }) => {
    sent = detail.formData;
  });
  document.addEventListener("w-autosave:success", ({ detail }) => {
    const filled = detail.response?.field_updates ?? {};
    if (here(filled) === text(sent, filled)) saved = here();
    else {
      saved = null;
      unsaved();
    }
  });

  // The last words before somebody leaves: Wagtail asks whether to go, and the browser keeps them.
  const keep = () => form.dispatchEvent(new Event("standfirst:keep"));
  window.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (target !== form || defaultPrevented) return;
    leaving = true;
    keep();
  });
  // A save that never left (no way out, a page taken from the browser's memory): the next words are unsaved again.
  for (const kind of ["pageshow", "beforeinput", "input", "paste", "drop"])
    window.addEventListener(kind, () => (leaving = false), true);
  const left = () => {
    // A pasted text that becomes blocks is not in the form yet: paste-blocks.js.
    const isLeft = form.hasAttribute("data-paste-waits") || (acted && here() !== saved);
    if (leaving || !isLeft) return;
    form.setAttribute("data-w-unsaved-has-edits-value", "true");
    keep();
  };
  window.addEventListener("beforeunload", left, true);
  // A phone ends a page without another word.
  document.addEventListener("visibilitychange", () => document.hidden && left());
}
