/* In the window for signing in: tells the page that opened it, and no other origin; then closes. A reader who has
   confirmed this site before need not do it again. */

const told = document.getElementById("told");
if (window.opener) document.querySelector("form[data-confirmed]")?.requestSubmit();
if (told) {
  const { origin, bearer, seconds, name } = told.dataset;
  told.removeAttribute("data-bearer");
  if (window.opener) {
    window.opener.postMessage({ bearer, seconds: Number(seconds), name }, origin);
    window.close();
  } else {
    told.hidden = true;
    document.getElementById("nobody-there").hidden = false;
  }
}
