/* How many comments stand under the pages that a list of another site leads to:

     <a href="…">The ferry <span data-comments-of="https://blog.example/2026/ferry/"></span></a>
     <script async src="https://paper.example/static/elsewhere/counts.js" data-site="…"></script> */
{
  const tag = document.currentScript;
  const count = async (places) => {
    const asked = [["from", location.origin], ...places.map((one) => ["url", one.dataset.commentsOf])];
    const there = new URL(`/elsewhere/${tag.dataset.site}/counts?${new URLSearchParams(asked)}`, tag.src);
    const answer = await fetch(there, { credentials: "omit" });
    const { counts } = answer.ok ? await answer.json() : { counts: {} };
    for (const one of places) one.textContent = counts[one.dataset.commentsOf] ?? "";
  };
  const places = [...document.querySelectorAll("[data-comments-of]")].slice(0, 50);
  // A list without numbers is a list all the same.
  if (places.length) count(places).catch(() => {});
}
