// A manuscript keeps its headings, bold words and links: the field takes HTML where the clipboard has it.
const form = document.querySelector(".sf-paste");
const words = form.elements.words;
const rich = form.elements.rich;

// The textarea shows words only, so a place that shows what was pasted stands in for it.
const sheet = document.createElement("div");
sheet.className = "sf-paste__sheet";
sheet.contentEditable = "true";
sheet.setAttribute("role", "textbox");
sheet.setAttribute("aria-multiline", "true");
sheet.setAttribute("aria-labelledby", words.labels[0].id || (words.labels[0].id = "sf-paste-label"));
sheet.innerText = words.value;
words.hidden = true;
words.after(sheet);

sheet.addEventListener("paste", (event) => {
  const source = event.clipboardData.getData("text/html");
  if (!source) return;
  event.preventDefault();
  // Parsed apart from the page, so that nothing in it is loaded or run; scripts and pictures are not shown.
  const pasted = new DOMParser().parseFromString(source, "text/html");
  const left = pasted.querySelectorAll("img").length;
  for (const one of pasted.querySelectorAll("script, style, meta, link, iframe, object, img, svg, base, form")) one.remove();
  for (const one of pasted.querySelectorAll("*"))
    for (const { name } of [...one.attributes]) if (!["style", "href"].includes(name)) one.removeAttribute(name);
  sheet.dataset.pictures = Number(sheet.dataset.pictures || 0) + left;
  const range = document.getSelection().getRangeAt(0);
  range.deleteContents();
  const copied = document.createDocumentFragment();
  copied.append(...[...pasted.body.childNodes].map((node) => document.importNode(node, true)));
  range.insertNode(copied);
  range.collapse(false);
});

form.addEventListener("submit", () => {
  rich.value = sheet.innerHTML + "<img>".repeat(Number(sheet.dataset.pictures || 0));
  words.value = sheet.innerText;
});
