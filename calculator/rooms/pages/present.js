"use strict";
// The presenter's page: what stands on the wall. Its secret comes in the part of the address that no server is sent, and
// stays in this tab. It works nothing out: the board comes whole from the server, and is drawn here.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (query) => document.querySelector(query), all = (query) => [...document.querySelectorAll(query)];
  const here = `/${location.pathname.split("/").filter(Boolean).join("/")}`, SHELF = `networking-presenter:${here}`, POLL = 1000, FAR = 12000;
  const ORDER = ["collecting", "hidden", "revealed", "frozen"], VIEWS = data.views;
  let secret = "", now = { state: "", version: 0 }, view = VIEWS[0], tag = "", wait = 0, failed = 0, code = false, gone = false;

  // -- the secret -----------------------------------------------------------------------------------------------------

  const shelf = (work) => { try { return work(sessionStorage); } catch { return null; } };
  function unlock(given) {
    secret = given;
    shelf((it) => it.setItem(SHELF, given));
    history.replaceState(null, "", here);
    $("#locked").hidden = true;
    $("#door").hidden = false;
    $("nav").hidden = false;
    look();
  }
  function lock(words = "") {
    shelf((it) => it.removeItem(SHELF));
    secret = "";
    clearTimeout(wait);
    for (const it of ["#door", "#view", "nav"]) $(it).hidden = true;
    $("#locked").hidden = false;
    $("#fault").textContent = words;
  }

  // -- asking the server ----------------------------------------------------------------------------------------------

  async function call(method, path, { body, known } = {}) {
    const headers = { Authorization: `Bearer ${secret}`, ...(body ? { "Content-Type": "application/json" } : {}), ...(known ? { "If-None-Match": known } : {}) };
    return fetch(here + path, { method, headers, body: body && JSON.stringify(body), cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" });
  }
  const why = async (got) => {
    const read = await got.json().catch(() => ({})), error = read?.error?.message ?? read?.error ?? read?.message;
    return typeof error === "string" ? error : `The server answered with ${got.status}.`;
  };
  async function look() {
    clearTimeout(wait);
    if (gone || !secret) return;
    try {
      const got = await call("GET", "/board", { known: tag });
      if (got.status === 401 || got.status === 403) return lock("This is not the secret of this room.");
      if (got.status === 404) return end("There is no such room, or it has been deleted.");
      if (got.ok) {
        tag = got.headers.get("ETag") ?? "";
        now = await got.json();
        show();
      }
      failed = got.ok || got.status === 304 ? 0 : failed + 1;
    } catch {
      failed += 1;
    }
    $("#fault").textContent = failed > 1 ? "No connection to the room. What you see may be old; trying again." : "";
    clearTimeout(wait);
    wait = setTimeout(look, Math.min(POLL * 1.6 ** failed, FAR));
  }
  async function move(state) {
    if (gone || !state || state === now.state) return;
    try {
      const got = await call("PUT", "/state", { body: { state } });
      if (!got.ok) $("#fault").textContent = await why(got);
    } catch {
      $("#fault").textContent = "No connection to the room, so nothing was changed. Try again.";
      return;
    }
    tag = "";
    const late = setTimeout(() => { $("#busy").textContent = "The picture is being worked out."; }, 500);
    await look();
    clearTimeout(late);
    $("#busy").textContent = "";
  }
  function end(words) {
    gone = true;
    clearTimeout(wait);
    shelf((it) => it.removeItem(SHELF));
    lock(words);
    $("#unlock").hidden = true;
  }

  // -- what the keys and buttons do ------------------------------------------------------------------------------------

  const shown = () => now.state === "revealed" || now.state === "frozen";
  function turn(by) {
    const at = VIEWS.indexOf(view) + by;
    if (at >= 0 && at < VIEWS.length) go(VIEWS[at]);
  }
  function go(to) {
    view = to;
    code = false;
    show();
  }
  const acts = {
    next: () => (code ? go(view) : shown() ? turn(1) : move(ORDER[ORDER.indexOf(now.state) + 1])),
    reveal: () => move(shown() ? "hidden" : "revealed"),
    freeze: () => { if (shown()) move(now.state === "frozen" ? "revealed" : "frozen"); }, // before that it would show the picture
    code: () => { code = !code; show(); },
    room: () => { $("#sure").hidden = true; $("#panel").showModal(); },
  };
  for (const [id, act] of Object.entries(acts)) $(`#${id}`).addEventListener("click", act);
  for (const button of all("[data-view]")) button.addEventListener("click", () => go(button.dataset.view));
  const KEYS = { " ": acts.next, r: acts.reveal, f: acts.freeze, q: acts.code, ArrowRight: () => turn(1), ArrowDown: () => turn(1), ArrowLeft: () => turn(-1), ArrowUp: () => turn(-1), PageDown: acts.next, PageUp: () => turn(-1) };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !secret || $("#panel").open || event.target.matches("input")) return;
    const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || (event.key === " " && event.target.matches("button") && event.target.matches(":focus-visible"))) return;
    event.preventDefault();
    act();
  });

  // -- the frame around the views ---------------------------------------------------------------------------------------

  const SAY = {
    collecting: "Answers come in. The picture is hidden until it is shown.",
    hidden: "The picture is hidden. You may still answer.",
    revealed: "The picture is on.",
    frozen: "The room takes no more answers.",
  };
  function show() {
    const many = now.people, words = typeof many === "number" ? `${many} ${many === 1 ? "answer" : "answers"}` : `${String(many ?? "").replace(/^f/, "F")} answers`;
    const waiting = now.waiting ? `; ${now.waiting} more will join the picture together` : "";
    if ($("#people").textContent !== words) $("#people").textContent = words;
    $("#count").textContent = `${words}. ${SAY[now.state] ?? ""}`;
    const board = shown() && !code && now.board;
    $("#door").hidden = Boolean(shown() && !code);
    $("#view").hidden = !(shown() && !code);
    $("#heading").textContent = { collecting: "Take out your phone", hidden: "Hidden until it is shown" }[now.state] ?? "Still to join";
    for (const button of all("[data-view]")) {
      button.disabled = !shown();
      button.setAttribute("aria-current", String(shown() && !code && button.dataset.view === view));
    }
    $("#reveal span").textContent = shown() ? "Hide the picture" : "Show the picture";
    $("#freeze span").textContent = now.state === "frozen" ? "Take answers again" : "Close answers";
    $("#freeze").disabled = !shown();
    $("#code").setAttribute("aria-pressed", String(code));
    $("#next").disabled = shown() && !code && view === VIEWS.at(-1);
    if (board) $("#view").replaceChildren(...drawings[view](now.board, waiting));
    else if (shown() && !code) $("#view").replaceChildren(made("h1", "Not enough answers yet"), made("p", `The picture appears once ${data.at_least} people have answered, so that nobody can be picked out.`, { className: "lead" }));
    if (board) draw();
  }

  // -- what is drawn -----------------------------------------------------------------------------------------------------

  function made(name, words = "", more = {}, ...children) {
    const it = Object.assign(document.createElement(name), more);
    if (words) it.textContent = words;
    it.append(...children);
    return it;
  }
  function node(name, attributes, words = "") {
    const it = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) it.setAttribute(key, value);
    if (words) it.textContent = words;
    return it;
  }
  const tone = (way) => `s${way.slot}`;
  const title = (words) => made("h1", words, { className: words.length > 95 ? "long" : "" });
  const lead = (words) => made("p", words, { className: "lead" });
  const foot = (board, waiting) => made("p", `${board.people} people. Each dot is one of them, rounded; the line is the middle one${waiting}.`, { className: "foot" });
  let draw = () => {};

  function strips(part) {
    return (board, waiting) => {
      const it = board[part], place = made("div", "", { className: "plot" });
      const spoken = board.ways.map((way, at) => `${way.name}: middle ${it.rows[at].said}${it.unit}`).join("; ");
      place.setAttribute("role", "img");
      place.setAttribute("aria-label", `${it.title}. ${spoken}.`);
      draw = () => place.replaceChildren(dots(board, it, place.getBoundingClientRect()));
      const totals = part === "hours" ? board.totals.slice(0, -1) : board.totals.slice(-1);
      return [title(part === "hours" && totals.length > 1 ? totals[0] : totals.at(-1) ?? it.title), lead(it.sentence), place, foot(board, waiting)];
    };
  }
  function dots(board, it, { width, height }) {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize), ticks = 1.3 * rem, head = 1.35 * rem;
    const svg = node("svg", { "aria-hidden": "true" }), each = (height - ticks) / board.ways.length, room = each - head - 4;
    const across = (value) => 8 + (width - 16) * (it.upper > it.start ? (value - it.start) / (it.upper - it.start) : 0);
    for (const [value, label] of it.ticks) {
      svg.append(node("line", { class: "grid", x1: across(value), x2: across(value), y1: 0, y2: height - ticks }));
      svg.append(node("text", { class: "tick", x: Math.min(Math.max(across(value), 0.8 * rem), width - 1.2 * rem), y: height - 0.25 * rem, "font-size": 0.8 * rem }, label));
    }
    board.ways.forEach((way, at) => {
      const row = it.rows[at], top = at * each, floor = top + head + room, group = node("g", { class: `dots ${tone(way)}` });
      const { places, radius } = swarm(row.dots.map(across), room, rem);
      for (const [x, up] of places) group.append(node("circle", { cx: Math.min(Math.max(x, radius), width - radius), cy: floor - radius - up, r: radius }));
      const line = across(row.median);
      const name = node("text", { x: 0, y: top + rem * 0.95, "font-size": rem, "font-weight": 700, class: "name" });
      name.append(node("tspan", {}, fitted(way.name, width * 0.5, rem)), node("tspan", { "font-weight": 400, dx: rem * 0.4 }, `${row.said}${it.unit}`));
      svg.append(node("line", { class: "grid", x1: 0, x2: width, y1: floor + 2, y2: floor + 2 }), group, node("line", { class: "median", x1: line, x2: line, y1: top + head - 2, y2: floor + 2 }), name);
    });
    return svg;
  }
  // Dots at one place stand on each other; where that takes more than the room there is, in columns side by side.
  function swarm(across, room, rem) {
    let radius = rem * 0.26, bins, high;
    for (;;) {
      const width = 2 * radius;
      bins = new Map();
      for (const x of across) bins.set(Math.round(x / width) * width, [...(bins.get(Math.round(x / width) * width) ?? []), x]);
      high = Math.max(1, Math.floor(room / width));
      if (radius < 2.5 || Math.max(...[...bins.values()].map((bin) => bin.length)) <= 4 * high) break;
      radius *= 0.85;
    }
    const places = [...bins].flatMap(([x, bin]) => bin.map((_, at) => {
      const column = Math.floor(at / high), aside = Math.ceil(column / 2) * (column % 2 ? 1 : -1);
      return [x + aside * 2 * radius, (at % high) * 2 * radius];
    }));
    return { places, radius };
  }
  // names are measured in the font that is drawn, since the wall's size is only known here, and no table is sent to it
  const pen = document.createElement("canvas").getContext("2d");
  function fitted(text, room, size) {
    pen.font = `700 ${size}px "Public Sans", system-ui, sans-serif`;
    if (pen.measureText(text).width <= room) return text;
    const letters = [...text], shut = text.includes("\u2069") ? "\u2069" : "";
    while (letters.length > 1 && pen.measureText(`${letters.join("")}…`).width > room) letters.pop();
    return `${letters.join("").trimEnd()}…${shut}`;
  }

  function suits(board, waiting) {
    draw = () => {};
    const group = ({ title, counts }) => made("div", "", {}, made("h2", title), made("div", "", { className: "rows" }, ...board.ways.map((way, at) => {
      const { count, said } = counts[at], bar = node("svg", { class: "bar", "aria-hidden": "true" });
      const share = count === null ? 0 : 100 * count / board.people;
      bar.append(count === null ? node("rect", { class: "none", x: 1, y: 1, width: "12%", height: "90%" }) : node("rect", { class: tone(way), width: `${share}%`, height: "100%" }));
      return made("div", "", {}, made("p", "", { className: "row-name" }, made("bdi", way.name), made("span", said)), bar);
    })));
    return [title(board.suits.sentence), made("div", "", { className: "two" }, group(board.suits.least), group(board.suits.most)), made("p", `${board.people} people. Counts of fewer than ${board.at_least} are not told, so that nobody can be picked out${waiting}.`, { className: "foot" })];
  }

  function decides(board) {
    draw = () => {};
    const { bars, ways, places, sentence } = board.decides;
    if (!bars.length) return [title(sentence)];
    const ends = bars.flatMap((bar) => [bar.low, bar.high]), low = Math.min(0, ...ends), high = Math.max(0, ...ends), wide = high - low || 1;
    const at = (value) => 100 * (value - low) / wide, colour = (value) => tone(board.ways[places[value < 0 ? 1 : 0]]);
    const rows = bars.flatMap((bar) => {
      const from = Math.min(bar.low, bar.high), to = Math.max(bar.low, bar.high), svg = node("svg", { "aria-hidden": "true" });
      for (const [one, other, of] of [[from, Math.min(to, 0), -1], [Math.max(from, 0), to, 1]]) if (other > one) svg.append(node("rect", { class: colour(of), x: `${at(one)}%`, width: `${at(other) - at(one)}%`, y: "15%", height: "70%" }));
      svg.append(node("line", { class: "zero", stroke: "var(--ink)", "stroke-width": 2, x1: `${at(0)}%`, x2: `${at(0)}%`, y1: 0, y2: "100%" }));
      return [made("p", bar.label, { className: bar.turns ? "turns" : "" }, made("small", `${bar.ends} (${bar.whose})${bar.turns ? ": turns the answer" : ""}`)), svg];
    });
    const sides = made("div", "", { className: "sides" }, made("span", low < 0 ? `← ${ways[1]} ahead` : ""), made("span", `${ways[0]} ahead →`));
    return [title(sentence), lead("Each number is taken from low to high while all others stay at the room’s middle."), made("div", "", { className: "decides" }, made("span"), sides, ...rows)];
  }

  function beliefs(board) {
    draw = () => {};
    const NAMES = [["true", "true"], ["unsure", "not sure"], ["false", "false"]];
    function stack(counts, voters) {
      if (!counts) return made("span", `fewer than ${board.at_least} votes`, { className: "muted" });
      const row = made("div", "", { className: "stack" });
      const part = (count, name, words) => {
        row.append(made("span", words, { className: name }));
        row.lastChild.style.flex = `${count} 1 0`;
      };
      counts.forEach((count, at) => { if (count) part(count, ...NAMES[at].map((word, which) => (which ? `${count} ${word}` : word))); });
      const rest = voters - counts.reduce((sum, count) => sum + (count ?? 0), 0);
      if (rest > 0) part(rest, "rest", `${rest} others`);
      return row;
    }
    const blocks = board.beliefs.map((it) => made("div", "", {}, made("h2", `“${it.claim}”`), made("div", "", { className: "votes" },
      made("span", "Before"), stack(it.before, it.voters[0]), ...(it.after ? [made("span", "Now"), stack(it.after, it.voters[1])] : [])), made("p", [it.changed, it.numbers].filter(Boolean).join(" "))));
    return [made("h1", "What this room believes, and what its numbers say"), made("div", "", { className: "beliefs" }, ...blocks)];
  }
  function talk(board) {
    draw = () => {};
    return [made("h1", "Talk about it"), made("ol", "", { className: "prompts" }, ...board.prompts.map((words) => made("li", words)))];
  }
  const drawings = { hours: strips("hours"), cost: strips("cost"), suits, decides, beliefs, talk };
  new ResizeObserver(() => draw()).observe($("#stage"));
  document.fonts?.ready.then(() => draw());

  // -- what is taken away, and the end ----------------------------------------------------------------------------------

  async function take(kind, button) {
    const says = $("#made");
    says.textContent = "Being made. This takes a moment.";
    button.disabled = true;
    try {
      const got = await call("GET", kind === "sheet" ? "/sheet.pdf" : `/export.${kind}`);
      if (!got.ok) says.textContent = await why(got);
      else {
        const link = made("a", "", { href: URL.createObjectURL(await got.blob()), download: `room-${data.code}${kind === "sheet" ? "-sheet.pdf" : `.${kind}`}` });
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10000);
        says.textContent = "It is with your browser’s downloads.";
      }
    } catch {
      says.textContent = "No connection to the room. Try again.";
    }
    button.disabled = false;
  }
  for (const button of all("[data-export]")) button.addEventListener("click", () => take(button.dataset.export, button));
  $("#shut").addEventListener("click", () => $("#panel").close());
  $("#delete").addEventListener("click", () => { $("#sure").hidden = false; $("#sure").focus(); });
  $("#sure").addEventListener("click", async () => {
    try {
      const got = await call("DELETE", "");
      if (!got.ok) { $("#made").textContent = await why(got); return; }
    } catch {
      $("#made").textContent = "No connection to the room, so nothing was deleted. Try again.";
      return;
    }
    $("#panel").close();
    end("The room and all its answers are deleted.");
  });
  $("#unlock").addEventListener("submit", (event) => {
    event.preventDefault();
    const given = $("#secret").value.trim().split("#").at(-1);
    $("#secret").value = "";
    if (given) unlock(given);
  });
  const given = decodeURIComponent(location.hash.slice(1)) || shelf((it) => it.getItem(SHELF));
  if (given) unlock(given);
  else lock();
})();
