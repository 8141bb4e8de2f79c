/* In a frame of ours on a page of another site, before comments.js: speaks with the page around it, to the one origin
   that the address of this page names and the server has checked, and hears nobody else. */
{
  const element = document.querySelector("standfirst-comments");
  const { host } = element.dataset;
  const told = new URLSearchParams(location.hash.slice(1));
  const tell = (what) => parent.postMessage({ standfirst: what }, host);
  const dress = (scheme) => {
    if (["light", "dark", "auto"].includes(scheme)) document.documentElement.dataset.scheme = element.dataset.scheme = scheme;
  };
  let hand = () => {};

  for (const name of ["title", "pageToken"]) if (told.get(name)) element.dataset[name] = told.get(name);
  dress(told.get("scheme"));
  if (/^\d+$/.test(told.get("comment"))) history.replaceState(null, "", `#comment-${told.get("comment")}`);

  addEventListener("message", (event) => {
    if (event.origin !== host || event.source !== parent) return;
    const { scheme, token, comment } = event.data?.standfirst ?? {};
    dress(scheme);
    if (comment) element.goTo(comment);
    if (typeof token === "string") hand(token);
  });

  window.standfirstFramed = {
    token: () => new Promise((then) => {
      hand = then;
      tell({ wants: "token" });
    }),
  };

  new ResizeObserver(() => tell({ height: document.documentElement.offsetHeight })).observe(document.documentElement);
}
