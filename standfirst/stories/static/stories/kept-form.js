// A form that must not be sent by itself (a correction would be published once more) is filled again in the page.
// Wagtail's own fields are asked what they hold: a chosen picture is more than its number.
const isDraft = (state) => typeof state?.getCurrentContent === "function";

// Each of Wagtail's fields by its name, with the control that holds its state.
function controls(form) {
  const names = new Set([...form.elements].map(({ name }) => name.split("-")[0]).filter(Boolean));
  const found = new Map();
  for (const name of names) {
    const control = window.wagtail?.editHandler?.getPanelByName(name)?.getBoundWidget?.();
    if (control?.getState && control.setState) found.set(name, control);
  }
  return found;
}

export function statesOf(form) {
  const states = {};
  for (const [name, control] of controls(form)) states[name] = control.getState();
  const plain = function plain(key, value) {
    // Looked up in its holder, since a text in the making would turn itself into something else first.
    const state = this[key];
    return isDraft(state) ? { raw: window.Draftail.serialiseEditorStateToRaw(state) ?? null } : value;
  };
  return JSON.parse(JSON.stringify(states, plain));
}

function revived(states) {
  const revive = (key, value) =>
    value && typeof value === "object" && Object.keys(value).join() === "raw"
      ? window.Draftail.createEditorStateFromRaw(value.raw)
      : value;
  return JSON.parse(JSON.stringify(states), revive);
}

// Rows that were added, such as a second name above the story.
function addRows(held) {
  for (const [name, count] of held) {
    const list = name.match(/^([^-]+)-TOTAL_FORMS$/)?.[1];
    const there = list && document.getElementById(`id_${name}`);
    const panel = list && window.wagtail?.editHandler?.getPanelByName(list);
    while (there && panel?.addForm && Number(there.value) < Number(count)) {
      const before = there.value;
      panel.addForm();
      if (there.value === before) break;
    }
  }
}

export function refill(form, { held, states }) {
  addRows(held);
  const fields = controls(form);
  for (const [name, state] of Object.entries(revived(states ?? {}))) fields.get(name)?.setState(state);
  const given = new Map(held);
  for (const one of form.elements) {
    const mine = fields.has(one.name.split("-")[0]) || one.name === "csrfmiddlewaretoken" || one.type === "file";
    if (!one.name || mine) continue;
    if (one.type === "checkbox" || one.type === "radio")
      one.checked = held.some(([name, value]) => name === one.name && value === one.value);
    else if (given.has(one.name) && one.tagName !== "BUTTON") one.value = given.get(one.name);
    else continue;
    one.dispatchEvent(new Event("input", { bubbles: true }));
    one.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
