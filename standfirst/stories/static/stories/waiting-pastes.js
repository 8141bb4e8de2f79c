// Pasted texts whose answer is under way are in no field yet. Whoever leaves meanwhile finds them in what the browser
// has kept.
const form = document.querySelector("form[data-edit-form]");
const waiting = new Set();

// Until the function that it returns is called.
export function wait(lines, place) {
  const one = { lines, place };
  waiting.add(one);
  form.toggleAttribute("data-paste-waits", true);
  form.dispatchEvent(new Event("standfirst:keep"));
  return () => {
    waiting.delete(one);
    form.toggleAttribute("data-paste-waits", waiting.size > 0);
  };
}

const line = (text) => ({ text, type: "unstyled", depth: 0, inlineStyleRanges: [], entityRanges: [], data: {} });
const newKey = () => Math.random().toString(36).slice(2, 7);
export const asParagraph = (lines) =>
  JSON.stringify({
    blocks: lines.map((one) => ({ key: newKey(), ...line(one.trim()) })),
    entityMap: {},
  });

// Each as a paragraph behind the one it was pasted into.
function hold({ detail: { held, states } }) {
  for (const { lines, place } of waiting) {
    const count = held.find(([name]) => name === "body-count");
    const number = Number(count[1]);
    count[1] = String(number + 1);
    const order = place.behind();
    for (const one of held)
      if (/^body-\d+-order$/.test(one[0]) && Number(one[1]) >= order) one[1] = String(Number(one[1]) + 1);
    const block = { deleted: "", order: String(order), type: "paragraph", id: "", value: asParagraph(lines) };
    for (const [name, value] of Object.entries(block)) held.push([`body-${number}-${name}`, value]);
    states?.body?.splice(order, 0, { type: "paragraph", value: { raw: JSON.parse(asParagraph(lines)) }, id: null });
  }
}

form?.addEventListener("standfirst:kept", hold);
