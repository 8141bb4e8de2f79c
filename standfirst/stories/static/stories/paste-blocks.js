// Several paragraphs pasted into a paragraph of the body become blocks. A few words in a line go Wagtail's way.
import { asParagraph, wait } from "./waiting-pastes.js";

const form = document.querySelector("form[data-edit-form]");
const PARTS = "p, h1, h2, h3, h4, h5, h6, li, tr, blockquote, pre, dt, dd, div";
const LONGEST_WAIT = 10_000;

// A paste that goes Wagtail's way, since there is only one line or nobody answered.
const passed = new WeakSet();

function read(clipboard) {
  const source = clipboard.getData("text/html");
  const words = clipboard.getData("text/plain");
  // Parsed apart from the page, so that nothing in it is loaded or run. Pictures are counted, not sent.
  const pasted = new DOMParser().parseFromString(source, "text/html");
  for (const one of pasted.querySelectorAll("script, style, meta, link, iframe, object, svg, base")) one.remove();
  for (const one of pasted.querySelectorAll("*"))
    for (const { name } of [...one.attributes]) if (!["style", "href"].includes(name)) one.removeAttribute(name);
  const lines = [...pasted.body.querySelectorAll(PARTS)].filter(
    (one) => one.textContent.trim() && !one.querySelector(PARTS),
  );
  const typed = words.split("\n").filter((line) => line.trim());
  const many = source ? lines.length > 1 || /(<br[^>]*>\s*){2}/i.test(pasted.body.innerHTML) : typed.length > 1;
  const shown = source && lines.length ? lines.map((one) => one.textContent.replace(/\s+/g, " ")) : typed;
  return { rich: source ? pasted.body.innerHTML : "", words, lines: shown, many };
}

function passOn(target, kept) {
  const clipboardData = new DataTransfer();
  for (const [type, text] of kept) clipboardData.setData(type, text);
  const again = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  passed.add(again);
  target.dispatchEvent(again);
}

// The text without the words that were marked, since a paste replaces them.
function withoutMarked(state) {
  const marked = state.getSelection();
  if (marked.isCollapsed()) return state;
  const content = state.getCurrentContent();
  const block = content.getBlockForKey(marked.getStartKey());
  const [from, to] = [marked.getStartOffset(), marked.getEndOffset()];
  const text = block.getText();
  const faces = block.getCharacterList();
  const left = block.merge({
    text: text.slice(0, from) + text.slice(to),
    characterList: faces.slice(0, from).concat(faces.slice(to)),
  });
  const there = marked.merge({ anchorOffset: from, focusOffset: from, isBackward: false });
  const rest = content.merge({ blockMap: content.getBlockMap().set(left.getKey(), left), selectionAfter: there });
  return state.constructor.acceptSelection(state.constructor.push(state, rest, "remove-range"), there);
}

const inWords = (state) => state.getCurrentContent().getPlainText().trim();

const wording = (one) => {
  const state = one.block.getState();
  return state?.getCurrentContent ? inWords(state) : String(state);
};

// Takes blocks out again; what somebody has changed since stays. Returns whether they are out.
function takingOut(stream, made, giveBack) {
  let before = null;
  // Their editors are drawn by then.
  setTimeout(() => (before = made.map(wording)), 0);
  return () => {
    const untouched = before !== null && made.every((one, number) => wording(one) === before[number]);
    if (!untouched || made.some((one) => !stream.children.includes(one))) return false;
    giveBack();
    for (const one of made) stream.deleteBlock(one.index);
    return true;
  };
}

const insertAll = (stream, blocks, place) =>
  blocks.map((block, number) => stream.insert(block, place + number, { focus: number === blocks.length - 1 }));

// What stands before the caret, the blocks, what stands behind it. Returns what takes all of it back.
function put(stream, child, blocks) {
  const original = child.block.getState();
  const { stateBefore, stateAfter, shouldMoveCommentFn } = window.draftail.splitState(withoutMarked(original));
  const made = [];
  if (inWords(stateAfter)) {
    stream.splitBlock(child.index, stateBefore, stateAfter, shouldMoveCommentFn, {});
    made.push(stream.children[child.index + 1]);
  } else child.block.setState(stateBefore);
  made.push(...insertAll(stream, blocks, child.index + 1));
  const emptied = !inWords(stateBefore);
  if (emptied) stream.deleteBlock(child.index);
  return takingOut(stream, made, () => {
    if (emptied) {
      stream.insert({ type: "paragraph", value: original, id: child.id }, made[made.length - 1].index, {});
    } else child.block.setState(original);
  });
}

// Somebody went on writing or marking while the answer was under way: nothing of theirs is cut or replaced.
function putBehind(stream, place, blocks) {
  return takingOut(stream, insertAll(stream, blocks, place), () => {});
}

// Where and in what something was pasted.
function placeOf(stream, child) {
  const state = child.block.getState();
  const { index } = child;
  const marked = (one) => {
    const { anchorKey, anchorOffset, focusKey, focusOffset } = one.getSelection().toObject();
    return [anchorKey, anchorOffset, focusKey, focusOffset].join();
  };
  return {
    isSame() {
      if (!stream.children.includes(child)) return false;
      const now = child.block.getState();
      return now.getCurrentContent() === state.getCurrentContent() && marked(now) === marked(state);
    },
    behind: () => Math.min(stream.children.includes(child) ? child.index + 1 : index, stream.children.length),
  };
}

async function ask(pasted) {
  const data = new FormData();
  data.set("rich", pasted.rich);
  data.set("words", pasted.words);
  const token = form.elements.csrfmiddlewaretoken.value;
  const answer = await fetch(words.address, {
    method: "POST",
    body: data,
    headers: { Accept: "application/json", "X-CSRFToken": token },
    signal: AbortSignal.timeout(LONGEST_WAIT),
  });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

const words = form && JSON.parse(document.getElementById("standfirst-paste-words").textContent);

function onPaste(event) {
  const stream = document.getElementById("body-root")?.rootBlock;
  const child = stream?.children.find((one) => one.type === "paragraph" && one.element.contains(event.target));
  if (passed.has(event) || !child || !event.clipboardData || !event.target.closest(".DraftEditor-root")) return;
  const marked = child.block.getState().getSelection();
  const pasted = read(event.clipboardData);
  if (!pasted.many || marked.getStartKey() !== marked.getEndKey()) return;
  const { target } = event;
  const kept = ["text/html", "text/plain"].map((type) => [type, event.clipboardData.getData(type)]);
  event.preventDefault();
  event.stopPropagation();
  const place = placeOf(stream, child);
  const done = wait(pasted.lines, place);
  const plainly = () => {
    if (place.isSame() && target.isConnected) passOn(target, kept);
    else putBehind(stream, place.behind(), [{ type: "paragraph", value: asParagraph(pasted.lines), id: crypto.randomUUID() }]);
  };
  ask(pasted)
    .then(({ blocks, said }) => {
      if (blocks.length < 2) return plainly();
      const takeBack = place.isSame() ? put(stream, child, blocks) : putBehind(stream, place.behind(), blocks);
      const act = () => tell(takeBack() ? words.takenBack : words.changed);
      return tell(said, { button: words.takeBack, act });
    }, plainly)
    .finally(done);
}

const tell = (text, more = {}) =>
  form.dispatchEvent(new CustomEvent("standfirst:say", { detail: { text, ...more } }));

if (form) form.addEventListener("paste", onPaste, true);
