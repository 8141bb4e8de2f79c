/* Puts what stands on another page of the thread into this one. Where that fails the link is followed as ever. */

export async function load(link) {
  if (link.ariaBusy) return;
  link.ariaBusy = "true";
  try {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(answer.status);
    const there = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".comments-in-order");
    if (link.dataset.load === "order") reorder(link, there);
    else add(link, there);
  } catch {
    location.assign(link.href);
  }
}

/* Those that stand here already, the comments above a reply for example, are not put in again. */
function add(link, there) {
  const here = link.closest(".comments-in-order");
  const status = here.querySelector("[role=status]");
  const entries = [...there.querySelectorAll(".comments > li")].filter((one) => !document.getElementById(one.id));
  const added = entries.filter((one) => one.id);
  if (link.dataset.load === "replies") link.closest("li").replaceWith(...entries);
  else {
    here.querySelector(".comments").append(...entries);
    link.closest("p").replaceWith(...there.querySelectorAll(".more-comments"));
  }
  status.textContent = status.dataset.more.replace("{count}", added.length);
  focus(added[0] ?? status);
}

function reorder(link, there) {
  const here = link.closest(".comments-in-order");
  const status = here.querySelector("[role=status]");
  for (const part of [".sorts", ".comments"]) here.querySelector(part).replaceWith(there.querySelector(part));
  here.querySelector(".more-comments")?.remove();
  here.append(...there.querySelectorAll(".more-comments"));
  // On a page of the thread itself the order is part of the address; a story's address stays the story's.
  if (new URL(link.href).pathname === location.pathname) history.replaceState(null, "", link.href);
  const current = here.querySelector(".sorts [aria-current]");
  status.textContent = `${status.dataset.order} ${current.textContent}`;
  current.focus();
}

function focus(element) {
  element.tabIndex = -1;
  element.focus();
}
