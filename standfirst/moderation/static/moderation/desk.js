/* The shift by keyboard: each control says its own key. Keys rest while somebody types. */
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const control = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!control) return;
  event.preventDefault();
  // A removal needs words first, so its key leads to them.
  const words = document.getElementById("statement");
  if (event.key === "x" && !words.value.trim()) words.focus();
  else if (control.matches("select")) control.focus();
  else control.click();
});
