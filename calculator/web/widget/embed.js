// The networking cost calculator in another page: <script async src="…/embed.js" data-preset="uk-owner"></script>
// It puts the widget where the script stands, as high as it has to be, over a picture that stays if the widget does not
// come. No cookies, no storage, no third party; styles are set one by one, so that a strict policy lets them.
(() => {
  "use strict";
  const LEAST = 120, MOST = 4000; // pixels that the frame may be high
  const GROWS = 5, WHILE = 2000, CALM = 10000; // so many grows in so many ms are a loop; then none until it is calm
  const ASIDE = ["data-results", "data-title"];
  const SANDBOX = "allow-scripts allow-same-origin allow-downloads allow-popups allow-popups-to-escape-sandbox";
  const FIGURE = "figure.networking-cost", SCRIPT = 'script[src*="/embed.js"]';
  const own = (window.netcost = window.netcost || { done: new WeakSet() });
  const current = document.currentScript;
  if (current && current.src) begin(current);
  else for (const script of document.querySelectorAll(`${SCRIPT}[data-preset]`)) begin(script);

  function begin(script) {
    if (own.done.has(script)) return;
    own.done.add(script);
    if (!script.closest("head")) start(script);
    else if (document.readyState !== "loading") moved(script);
    else document.addEventListener("DOMContentLoaded", () => moved(script));
  }

  function moved(script) { // a site that puts all scripts into its head still leaves the figure where it was
    const still = [...document.querySelectorAll(FIGURE)].find((it) => !own.done.has(it));
    if (still) start(script, still);
    else console.warn("networking-cost: put the script where the widget belongs, in the body of the page.");
  }

  function figure(script) { // the last thing of ours before the script, though an editor may have wrapped either
    const all = [...document.querySelectorAll(`${FIGURE}, ${SCRIPT}`)], before = all[all.indexOf(script) - 1];
    return before && before.matches(FIGURE) && !own.done.has(before) ? before : null;
  }

  function start(script, given) {
    const home = new URL(".", script.src), query = new URLSearchParams();
    for (const { name, value } of script.attributes) {
      if (name.startsWith("data-") && !ASIDE.includes(name)) query.append(name.slice(5), value);
    }
    const title = script.getAttribute("data-title") || "Networking cost calculator";
    const there = given || figure(script), still = there || picture(home, query, title);
    own.done.add(still);
    if (!there) script.before(still);
    for (const image of still.querySelectorAll("img:not([src])")) {
      const wide = Math.min(Math.max(Math.round(still.clientWidth) || 640, 320), 1200);
      image.src = new URL(`widget.svg?${query}&width=${wide}`, home);
    }
    for (const image of still.querySelectorAll("img")) Object.assign(image.style, { maxWidth: "100%", height: "auto" });
    place(script, still, home, query, title);
  }

  function picture(home, query, title) {
    const figure = document.createElement("figure"), link = document.createElement("a"), image = document.createElement("img");
    figure.className = "networking-cost";
    figure.style.margin = "0";
    link.href = new URL(`./?${query}`, home);
    image.alt = title;
    link.append(image);
    figure.append(link);
    return figure;
  }

  function place(script, still, home, query, title) {
    const room = document.createElement("div"), frame = document.createElement("iframe");
    room.style.position = "relative";
    // out of sight and out of the way, yet where a lazy frame is fetched once it is near the window
    Object.assign(frame.style, { border: "0", width: "100%", height: "1px", position: "absolute", visibility: "hidden", colorScheme: "normal" });
    frame.title = title;
    frame.loading = "lazy";
    frame.referrerPolicy = "strict-origin";
    frame.setAttribute("sandbox", SANDBOX);
    frame.setAttribute("allow", "clipboard-write");
    const opaque = window.origin === "null"; // then the frame has no origin either
    frame.addEventListener("load", () => {
      if (!frame.contentWindow) return;
      const asks = script.getAttribute("data-results"), results = ["ask", "ask-numbers"].includes(asks) ? asks : "";
      const hello = { type: "netcost:hello", version: 1, results };
      frame.contentWindow.postMessage(hello, opaque ? "*" : home.origin);
    });
    frame.src = new URL(`widget?${query}`, home);
    const fit = fitting(frame);
    window.addEventListener("message", (event) => {
      if (event.source !== frame.contentWindow || event.origin !== (opaque ? "null" : home.origin)) return;
      const said = event.data;
      if (!said || typeof said.type !== "string" || !said.type.startsWith("netcost:")) return;
      if (said.type === "netcost:ready") {
        fit(said.height, true);
        Object.assign(frame.style, { position: "static", visibility: "visible", display: "block" });
        still.style.display = "none";
      } else if (said.type === "netcost:height") fit(said.height);
      const from = script.isConnected ? script : room;
      from.dispatchEvent(new CustomEvent(said.type, { bubbles: true, detail: said }));
    });
    room.append(frame);
    still.after(room);
  }

  function fitting(frame) {
    let now = 0, grows = [], held = 0;
    return (asked, first) => {
      if (!Number.isFinite(asked)) return;
      const wanted = Math.min(Math.max(Math.ceil(asked), LEAST), MOST), at = Date.now();
      if (wanted > now && !first) {
        grows = [...grows.filter((then) => at - then < WHILE), at];
        if (at < held || grows.length > GROWS) {
          held = at + CALM; // what is below can still be reached: the frame scrolls
          return;
        }
      }
      now = wanted;
      frame.style.height = `${now}px`;
    };
  }
})();
