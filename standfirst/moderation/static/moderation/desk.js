/* The shift by keyboard: each control says its own key, in the queue j and k go down and up. Keys rest while somebody
   types; Ctrl and Enter in the words decide, Escape leaves them. */

const typing = "textarea, select, [contenteditable], input:not([type=radio])";

document.addEventListener("keydown", (event) => {
  const words = document.getElementById("statement");
  if (event.target === words) {
    if (event.key === "Escape") words.blur();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) use(document.querySelector("[data-needs-words]"));
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(typing)) return;
  const control = inQueue(event.key) ?? document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!control) return;
  event.preventDefault();
  use(control);
});

/* The row above or below the one that has the focus. */
function inQueue(key) {
  const rows = [...document.querySelectorAll(".queue-open")];
  const step = { j: 1, k: -1 }[key];
  if (!rows.length || !step) return null;
  const at = rows.indexOf(document.activeElement);
  return rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
}

function use(control) {
  const missing = control.matches("[data-needs-words]") && missingFor(control.form);
  if (missing) missing.focus();
  else if (control.matches(".queue-open, textarea")) control.focus();
  else control.click();
}

/* A removal needs a rule and words, so its key leads to what is not there yet. */
function missingFor(form) {
  const { rule, statement_of_reasons } = form.elements;
  const rules = [rule].flatMap((one) => (one instanceof RadioNodeList ? [...one] : [one]));
  if (!rules.some((one) => one.checked)) return rules[0];
  return statement_of_reasons.value.trim() ? null : statement_of_reasons;
}
