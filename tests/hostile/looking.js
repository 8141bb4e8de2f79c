/* Looks over a page: whether anything of a hostile text ran, became more than our few marks, or left its box.
   `where` selects what readers wrote; with `boxed` all of it must stand within its comment, and the page within the
   screen. Returns how many such places there are, and what was found. */
({ where, boxed }) => {
  const ALLOWED = { P: [], BR: [], EM: [], STRONG: [], BLOCKQUOTE: [], UL: [], LI: [], OL: ["start"], A: ["href", "rel"] };
  const ADDRESSES = /^(href|src|action|formaction|xlink:href|data|ping)$/;
  const RUNNING = /^[^\w/#?]*(java|vb)script:|^\s*data:(?!image)/i;
  const found = new Set(window.hits.map((one) => `ran: ${one}`));
  const screen = document.documentElement;

  function attributes(one) {
    for (const { name, value } of one.attributes) {
      if (/^on/i.test(name)) found.add(`handler ${name} of ${one.localName}`);
      if (ADDRESSES.test(name) && RUNNING.test(value)) found.add(`${name} of ${one.localName} runs ${value}`);
      if (value.includes("//evil.example") && !(one.localName === "a" && name === "href")) found.add(`evil.example in ${name} of ${one.localName}`);
    }
  }

  function element(one) {
    const names = one.namespaceURI.endsWith("xhtml") ? ALLOWED[one.tagName] : undefined;
    if (!names) return found.add(`element ${one.tagName}`);
    for (const { name } of one.attributes) if (!names.includes(name)) found.add(`${name} of ${one.tagName}`);
    if (one.tagName !== "A") return;
    if (one.rel !== "ugc nofollow noopener") found.add("a link without rel");
    if (!/^https?:$/.test(one.protocol)) found.add(`a link to ${one.href}`);
  }

  function rectangles(box) {
    const range = document.createRange();
    range.selectNodeContents(box);
    return [...range.getClientRects()].filter((one) => one.width);
  }

  function within(box) {
    const here = (box.closest(".comment") ?? box).getBoundingClientRect();
    if (here.left < 0 || here.right > screen.clientWidth + 1) found.add("a comment beyond the screen");
    for (const one of rectangles(box)) {
      if (one.left >= here.left - 1 && one.right <= here.right + 1 && one.top >= here.top - 1 && one.bottom <= here.bottom + 1) continue;
      found.add(`${Math.round(one.right)} > ${Math.round(here.right)}: ${box.textContent.slice(0, 60)}`);
    }
  }

  if (window.pwned !== undefined) found.add("a name of the window was taken");
  document.querySelectorAll("*").forEach(attributes);
  const boxes = [...document.querySelectorAll(where)];
  for (const box of boxes) {
    box.querySelectorAll("*").forEach(element);
    if (boxed) within(box);
  }
  const wider = screen.scrollWidth - screen.clientWidth;
  if (boxed && wider > 0) found.add(`the page is ${wider} pixels wider than the screen`);
  return { boxes: boxes.length, found: [...found].slice(0, 20) };
}
