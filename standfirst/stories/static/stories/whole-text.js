// A form's whole text in one string that is the same before a save and after it: words and their faces, links, the
// order of blocks, what is empty and what is chosen. Keys, counts and numbers that a save gives anew say nothing.
const APART =
  /^(csrfmiddlewaretoken|window|next|read|overwrite_revision_id|loaded_.*|action-.*|comments-.*)$|-(id|order|deleted|count|ORDER|DELETE|[A-Z_]+_FORMS)$/;

// Where somebody notes something in the margin is kept with the note.
const isFace = ({ style }) => !/^(COMMENT-|STYLE_RERENDER)/.test(style);

// A link's data say more before they were saved than after.
function linked({ type, data }) {
  const { id, url, alt, format } = data ?? {};
  return JSON.stringify([type, id ? String(id) : url ?? data, alt, format]);
}

// Letter by letter with its faces, since a save may cut one bold word into two and drops doubled spaces.
function runs(block, entities) {
  const units = Array.from({ length: block.text.length }, () => []);
  for (const { offset, length, style } of block.inlineStyleRanges.filter(isFace))
    for (const unit of units.slice(offset, offset + length)) unit.push(style);
  for (const { offset, length, key } of block.entityRanges)
    for (const unit of units.slice(offset, offset + length)) unit.push(linked(entities[key]));
  const said = [];
  for (let at = 0; at < units.length; at += 1) {
    const letter = block.text[at];
    if (/\s/.test(letter)) {
      if (said.length && said[said.length - 1][0] !== " ") said.push([" "]);
    } else said.push([letter, ...units[at].sort()]);
  }
  if (said.length && said[said.length - 1][0] === " ") said.pop();
  return said;
}

function paragraphs({ blocks, entityMap }) {
  const all = blocks.map((block) => [block.type, block.depth ?? 0, runs(block, entityMap ?? {})]);
  return all.every(([type, , letters]) => type === "unstyled" && !letters.length) ? "" : all;
}

function plain(value) {
  const text = value.replaceAll("\r\n", "\n").trim();
  if (text === "null") return "";
  if (!text.startsWith("{")) return text;
  try {
    const held = JSON.parse(text);
    return held.blocks ? paragraphs(held) : held;
  } catch {
    return text;
  }
}

// The places of rows and blocks, by their order; nothing for those that were deleted.
function placesIn(held) {
  const found = new Map(held);
  const places = new Map();
  for (const [name, count] of found) {
    const list = name.match(/^(.+)-(?:count|TOTAL_FORMS)$/)?.[1];
    if (!list) continue;
    const rows = [];
    for (let number = 0; number < Number(count); number += 1) {
      const row = `${list}-${number}`;
      places.set(row, null);
      if (found.get(`${row}-deleted`) || found.get(`${row}-DELETE`)) continue;
      rows.push({ row, order: Number(found.get(`${row}-order`) || found.get(`${row}-ORDER`) || number) });
    }
    rows.sort((one, other) => one.order - other.order).forEach(({ row }, place) => places.set(row, place));
  }
  return places;
}

export function wholeText(held) {
  const places = placesIn(held);
  const all = [];
  for (const [name, value] of held) {
    if (APART.test(name)) continue;
    let gone = false;
    const placed = name.replace(/-(\d+)(?=-)/g, (part, number, at) => {
      const place = places.get(name.slice(0, at) + part);
      gone ||= place === null;
      return place === undefined ? part : `-${place}`;
    });
    if (!gone) all.push([placed, plain(value)]);
  }
  return JSON.stringify(all.sort(([one], [other]) => (one < other ? -1 : Number(one > other))));
}
