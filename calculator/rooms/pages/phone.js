"use strict";
// A phone in a room: works out its own result at once, sends its answer under a token that only it has, and keeps what
// could not be sent until the network is back. Sending again replaces what was sent, so nobody counts twice.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent), base = data.scenario;
  const { hours, money, headline } = speech(data), reader = numbers(data.reading);
  const $ = (query) => document.querySelector(query), all = (query) => [...document.querySelectorAll(query)];
  const here = `/${location.pathname.split("/").filter(Boolean).join("/")}`, SHELF = `networking-room:${here}`;
  const POLL = 2200, JITTER = 1000, FAR = 15000, LATER = 250; // milliseconds: between looks, more or less, at most; until the answer is in words
  const inputs = data.fields.map((field) => $(`#${field.id}`));
  const AWAY = "No network: your answer is kept on this phone and sent when it is back.";
  const SENT = "You may change it and send it again; it counts once.";

  // -- what this phone keeps: its token, what was typed, and whether that still has to be sent ------------------------

  const nothing = { token: "", typed: {}, before: {}, after: {}, waiting: false };
  let kept = nothing;
  try { kept = { ...nothing, ...JSON.parse(localStorage.getItem(SHELF) ?? "{}") }; } catch { /* a phone that keeps nothing */ }
  const given = /^#t=([\w-]{10,200})$/.exec(location.hash)?.[1];
  if (given && given !== kept.token) kept = { ...nothing, token: given };
  function keep() {
    let shelved = false;
    try {
      localStorage.setItem(SHELF, JSON.stringify(kept));
      shelved = true;
    } catch { /* as above */ }
    const own = `${location.origin}${here}#t=${kept.token}`;
    $("#resume").hidden = !kept.token;
    $("#resume a").href = own;
    // where nothing is kept, the address is what a reload has; else nobody should pass a token on with it
    history.replaceState(null, "", kept.token && !shelved ? own : here);
  }

  // -- what was typed, and what it comes to ---------------------------------------------------------------------------

  const short = (value) => value.toLocaleString("en", { maximumFractionDigits: 2 });
  const untouched = (input) => input.value.trim() === input.defaultValue || !input.value.trim();
  function changed() {
    const changes = {}, faults = [];
    data.fields.forEach((field, at) => {
      const input = inputs[at], said = $(`#${field.id}-said`), idle = untouched(input);
      const { spread, why } = idle ? {} : reader(input.value, field.kind, field.low, field.high);
      const fits = spread && spread[1] >= field.low && spread[1] <= field.high;
      input.setAttribute("aria-invalid", !fits && !idle);
      if (idle) said.textContent = input.value.trim() ? "" : `Counts as ${input.defaultValue}.`;
      else if (!fits) {
        said.textContent = `Takes a number from ${short(field.low)} to ${short(field.high)}.${why ? ` ${why[0].toUpperCase()}${why.slice(1)}.` : ""} Until then it counts as ${input.defaultValue}.`;
        faults.push(input);
      } else {
        said.textContent = reading(input.value, [spread[1], spread[1], spread[1]]);
        for (const [path, scale] of Object.entries(field.scales)) changes[path] = Number((spread[1] * scale).toPrecision(12));
      }
    });
    return { changes, faults };
  }
  function applied(changes) {
    const scenario = structuredClone(base);
    for (const [path, number] of Object.entries(changes)) {
      const [branch, leaf] = place(scenario, path);
      branch[leaf] = number;
      delete scenario.ranges[path];
    }
    return scenario;
  }
  let speaking = 0, typing = 0;
  function show() {
    const { changes } = changed(), scenario = applied(changes), years = scenario.profile.years;
    const results = Object.values(measures(scenario)), most = Math.max(...results.map((it) => it.cost));
    all("#ways tbody tr:not(.bar)").forEach((row, at) => {
      row.cells[1].textContent = hours(results[at].hours_per_week);
      row.cells[2].textContent = money(results[at].cost / years);
    });
    all("#ways rect").forEach((bar, at) => bar.setAttribute("width", `${most > 0 ? (100 * results[at].cost / most).toFixed(2) : 0}%`));
    const pairs = Object.entries(changes).map(([path, number]) => [path, written(number)]);
    $("#open").search = new URLSearchParams([...data.link.filter(([key]) => !(key in changes)), ...pairs]).toString();
    clearTimeout(speaking);
    speaking = setTimeout(() => { $("#answer").textContent = headline(scenario, results, drawn(scenario)).sentence; }, LATER);
  }

  // -- votes ----------------------------------------------------------------------------------------------------------

  const votes = (when) => Object.fromEntries(all(`#${when} input:checked`).map((it) => [it.name.slice(when.length + 1), Number(it.value)]));
  function vote(when, given) {
    for (const input of all(`#${when} input`)) if (given[input.name.slice(when.length + 1)] === Number(input.value)) input.checked = true;
  }

  // -- sending --------------------------------------------------------------------------------------------------------

  const say = (words) => { if ($("#sent").textContent !== words) $("#sent").textContent = words; };
  async function call(method, path, body, token, tag) {
    const headers = { ...(body ? { "Content-Type": "application/json" } : {}), ...(token ? { Authorization: `Bearer ${token}` } : {}), ...(tag ? { "If-None-Match": tag } : {}) };
    const got = await fetch(here + path, { method, headers, body: body && JSON.stringify(body), cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" });
    return { status: got.status, ok: got.ok, tag: got.headers.get("ETag"), read: (await got.json().catch(() => null)) ?? {} };
  }
  let state = "", seen = "", busy = false, again = false, gone = false, tried = false, wait = 0, failed = 0;
  const open = () => !gone && state !== "frozen";
  async function send() {
    again = true;
    if (busy) return;
    busy = true;
    $("#send").disabled = true;
    const late = setTimeout(() => say("It is being sent."), 700);
    try {
      while (again) {
        again = false;
        await once();
      }
    } catch {
      say(AWAY);
    }
    clearTimeout(late);
    busy = false;
    $("#send").disabled = !open();
  }
  async function once() {
    const answer = { changes: changed().changes, before: votes("before"), after: votes("after") };
    const typed = Object.fromEntries(inputs.filter((input) => !untouched(input)).map((input) => [input.id, input.value]));
    Object.assign(kept, { typed, before: answer.before, after: answer.after, waiting: true });
    keep();
    if (!kept.token) {
      const joined = await call("POST", "/join", {});
      if (!joined.ok) return refused(joined);
      kept.token = joined.read.token;
      keep();
    }
    const got = await call("PUT", "/answer", answer, kept.token);
    if ((got.status === 401 || got.status === 403) && !tried) { // the room knows this token no more: a new phone, then
      kept.token = "";
      again = tried = true;
      return;
    }
    if (!got.ok) return refused(got);
    kept.waiting = tried = false;
    keep();
    $("#send").textContent = "Send again";
    say(`Sent. ${SENT}`);
  }
  function refused({ status, read }) {
    if (status === 404) return end();
    if (status === 429 || status >= 500) return say("The room is busy. Your answer is kept on this phone and sent in a moment.");
    kept.waiting = false; // it would be refused again
    keep();
    const error = read.error?.message ?? read.error ?? read.message;
    say(typeof error === "string" ? error : "The room did not take this answer. Look at your numbers once more.");
  }
  function end() {
    gone = true;
    clearTimeout(wait);
    kept.waiting = false;
    keep();
    $("#send").disabled = true;
    say("");
    $("#state").textContent = "This room is closed, and its answers are deleted. Your own result stays on this page.";
  }

  // -- what the room does ---------------------------------------------------------------------------------------------

  const STATES = {
    collecting: "The picture is hidden until your coach shows it.",
    hidden: "The picture is still hidden. You may still answer.",
    revealed: "Look up: the picture of the room is on the screen.",
    frozen: "The room takes no more answers. Thank you.",
  };
  function follow(now, people) {
    const many = typeof people === "number" ? `${people} ${people === 1 ? "has" : "have"} answered. ` : people ? `${String(people).replace(/^f/, "F")} have answered. ` : "";
    const words = `${many}${STATES[now] ?? ""}`;
    if ($("#state").textContent !== words) $("#state").textContent = words;
    if (now === state) return;
    const shown = now === "revealed" || now === "frozen";
    state = now;
    $("#after").hidden = !shown;
    for (const input of all("#before input")) input.disabled = shown; // what was thought before stays what it was
    for (const input of all("#after input")) input.disabled = now === "frozen";
    $("#send").disabled = busy || !open();
    if (now === "frozen" && kept.waiting) say("The room closed before this answer could be sent.");
  }
  async function look() {
    clearTimeout(wait);
    if (!document.hidden) {
      try {
        const got = await call("GET", "/state", null, "", seen), same = got.status === 304;
        if (got.status === 404) return end();
        failed = got.ok || same ? 0 : failed + 1;
        if (got.ok) {
          seen = got.tag;
          follow(got.read.state, got.read.people);
        }
        if (!failed && kept.waiting && open() && !busy) send();
      } catch {
        failed += 1;
        if (kept.waiting) say(AWAY);
      }
    }
    clearTimeout(wait);
    wait = setTimeout(look, Math.min(POLL * 1.6 ** failed, FAR) + JITTER * Math.random());
  }

  // -- the start ------------------------------------------------------------------------------------------------------

  async function resume() {
    for (const input of inputs) if (kept.typed[input.id] !== undefined && untouched(input)) input.value = kept.typed[input.id];
    vote("before", kept.before);
    vote("after", kept.after);
    show();
    if (!kept.token || kept.waiting) return;
    try {
      const { ok, read } = await call("GET", "/answer", null, kept.token);
      if (!ok || !read.changes) return;
      data.fields.forEach((field, at) => {
        const [path, scale] = Object.entries(field.scales)[0];
        if (path in read.changes && untouched(inputs[at])) inputs[at].value = String(Number((read.changes[path] / scale).toPrecision(12)));
      });
      vote("before", read.before ?? {});
      vote("after", read.after ?? {});
      $("#send").textContent = "Send again";
      say(`Your answer is in the room. ${SENT}`);
      show();
    } catch { /* no network: what was kept is there */ }
  }
  for (const input of inputs) input.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(show, 120); });
  $("#form").addEventListener("submit", (event) => {
    event.preventDefault();
    const [first] = changed().faults;
    if (!first) send();
    else {
      say("One number cannot be read. Look at the field in red.");
      first.focus();
    }
  });
  $("#after").addEventListener("change", () => { if (kept.token) send(); });
  window.addEventListener("online", () => { if (kept.waiting && open()) send(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden && !gone) look(); });
  keep();
  $("#send").disabled = false;
  resume();
  look();
})();
