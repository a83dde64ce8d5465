// The widget: fields that compute in the visitor's own browser. The answer stands in the page already; a change is
// answered here at once, and in full words once the server is heard. Nothing is kept, and nothing is told to the page
// around it but how high the widget is, unless its visitor agrees to more.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent), base = data.scenario;
  const spoken = speech(data), { decimal, figure, range, headline } = spoken, { picture, draw } = figures(data, spoken);
  const $ = (query, root = document) => root.querySelector(query);
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const inside = $("#inside"), T = data.years;
  const LATER = 400, PATIENCE = 4000, SPOKEN = 500, READ = 500; // milliseconds: to ask the server, to wait for it, to be read out, to be read

  // -- what is on screen ----------------------------------------------------------------------------------

  function ledger(results, cases) {
    for (const cell of all("[data-at]")) {
      for (const it of all("[data-figure]", cell)) it.textContent = figure(it.dataset.figure, cell.dataset.at, results, cases);
      for (const it of all("[data-range]", cell)) it.textContent = range(it.dataset.range, cell.dataset.at, cases);
    }
  }
  const WORDS = ["#answer", "#deck", "#why"].map((place) => $(place));
  function answer(...texts) {
    WORDS.forEach((it, at) => { it.textContent = texts[at]; });
  }
  // While the whole answer is under way the field below it stays under the visitor's finger: no sentence gives up its
  // room, and what grows above the field takes the room of the last sentence, which is not there yet.
  const words = $("#words"), why = $("#why"), field = $("#ask");
  const below = () => field.getBoundingClientRect().top - inside.getBoundingClientRect().top;
  function hold(still) {
    inside.classList.toggle("held", still);
    words.style.minHeight = still ? `${words.getBoundingClientRect().height}px` : "";
    why.style.minHeight = still ? "0" : "";
  }
  let speaking = 0;
  function say() { // once all of the answer is there, and not at each figure typed
    clearTimeout(speaking);
    speaking = setTimeout(() => { $("#said").textContent = $("#answer").textContent; }, SPOKEN);
  }

  // -- what the visitor changed ---------------------------------------------------------------------------

  const inputs = data.fields.map((field) => document.getElementById(field.id));
  function impossible(scenario) { // what no field alone can see
    for (const a of Object.values(scenario.activities)) {
      const minutes = Math.max(a.people_in_round - 1, 0) * a.pitch_seconds / 60, away = a.travel_minutes / 120;
      if (minutes > a.session_minutes) return `${a.name}: ${a.people_in_round} people at ${a.pitch_seconds} seconds need ${decimal(minutes, 0)} minutes; the session has ${a.session_minutes}. Lengthen one or shorten the other.`;
      if (a.start_hour !== null && (a.start_hour < away || a.start_hour + a.session_minutes / 60 + away > 24)) return `${a.name}: leaving home and coming back must lie within one day. Move the start, or shorten travel or session.`;
    }
    return Object.values(scenario.protected).some((w) => w.start_hour >= w.end_hour) ? "Protected time ends before it starts. Put the end after the start." : "";
  }
  const short = (value, digits = 2) => value.toLocaleString("en", { maximumFractionDigits: digits });
  const untouched = (input) => input.value.trim() === input.defaultValue;
  const reader = numbers(data.reading), read = (at) => reader(inputs[at].value, data.fields[at].kind, data.fields[at].low, data.fields[at].high);
  const unfinished = (input, at) => input === document.activeElement && /(^|[-\u2212.,:a-z\s])$/i.test(input.value) && !read(at).spread;
  function changed() {
    const scenario = structuredClone(base), paths = [], said = [];
    data.fields.forEach((field, at) => {
      const input = inputs[at], { spread: typed, why } = untouched(input) ? {} : read(at);
      const fits = typed && typed[0] >= field.low && typed[2] <= field.high;
      input.setAttribute("aria-invalid", !fits && !untouched(input));
      const beside = $(`#${input.id}-read`);
      beside.textContent = fits ? reading(input.value, typed) : "";
      if (untouched(input)) return;
      if (!fits) {
        beside.textContent = `It takes a number from ${short(field.low)} to ${short(field.high)}.${why ? ` ${why[0].toUpperCase()}${why.slice(1)}.` : ""} It stays at ${input.defaultValue}.`;
        return;
      }
      const [least, likely, most] = typed, ranged = least < most;
      said.push(`${field.label}: ${ranged ? `${short(least, 6)} to ${short(most, 6)}` : short(likely, 6)} instead of ${input.defaultValue}`);
      for (const [path, scale] of Object.entries(field.scales)) {
        const [branch, leaf] = place(scenario, path), [low, number, high] = typed.map((it) => Number((it * scale).toPrecision(12)));
        branch[leaf] = number;
        delete scenario.ranges[path];
        if (ranged) scenario.ranges[path] = { low, high };
        paths.push([path, ranged ? [low, number, high].map(written).join("..") : written(number)]);
      }
    });
    const fault = impossible(scenario);
    return fault ? { ...kept, fault } : { scenario, paths, said, fault: "" };
  }
  const query = (paths) => new URLSearchParams([...data.link.filter(([key]) => !paths.some(([path]) => path === key)), ...paths]).toString();
  const start = WORDS.map((it) => it.textContent), shown = $(".columns").innerHTML;
  let kept = { scenario: base, paths: [], said: [], fault: "" };
  function show() {
    if (inputs.some(unfinished)) return; // what is shown stays until there is a number to read
    const now = changed(), before = below();
    kept = now;
    $("#fault").textContent = now.fault;
    const results = Object.values(measures(now.scenario)), cases = now.paths.length ? drawn(now.scenario) : [];
    if (now.paths.length) {
      ledger(results, cases);
      for (const [id, spec] of Object.entries(data.charts)) draw($(`#${id}`), picture(spec, results, () => cases));
    } else $(".columns").innerHTML = shown; // with the very ranges that the server drew
    for (const link of all(".foot a")) link.search = query(now.paths);
    $("#back").hidden = inputs.every(untouched);
    hold(now.paths.length > 0);
    if (now.paths.length) {
      answer(headline(now.scenario, results, cases).sentence, now.said.join("; "), "");
      why.style.minHeight = `${Math.max(0, before - below())}px`;
    } else answer(...start);
    tell();
    ask(now);
  }

  // -- the whole answer, from the server where it is there --------------------------------------------------

  let asking = 0, call = new AbortController();
  function ask(now) {
    clearTimeout(asking);
    clearTimeout(speaking);
    call.abort();
    const own = call = new AbortController();
    if (!now.paths.length) return say();
    asking = setTimeout(async () => {
      const late = setTimeout(() => own.abort(), PATIENCE);
      try {
        const got = await fetch(`api/v1/compare?${query(now.paths)}`, { signal: own.signal, credentials: "omit", referrerPolicy: "no-referrer" });
        const { headline } = got.ok ? await got.json() : {};
        if (!headline || own.signal.aborted) return;
        answer(headline.sentence, headline.lead ?? "", [headline.rest ?? []].flat().join(" "));
        tell();
      } catch { /* away: what was worked out here stands */ } finally {
        clearTimeout(late);
        if (call === own) hold(false);
        if (call === own) say();
      }
    }, LATER);
  }

  // -- the page around it: how high this is; and more only where the visitor agrees ------------------------------

  let host = null, agreed = false, sent = 0;
  const exact = () => (host.origin === "null" ? null : host.origin); // a page with no origin of its own cannot be named
  const post = (message, target = exact()) => { if (target) window.parent.postMessage({ version: 1, ...message }, target); };
  const high = () => Math.ceil(inside.getBoundingClientRect().height);
  function height(type) {
    const now = high();
    if (!host || (type === "netcost:height" && now === sent)) return;
    sent = now;
    post({ type, height: now }, exact() ?? "*"); // a height says nothing of anybody
  }
  new ResizeObserver(() => height("netcost:height")).observe(inside);
  window.addEventListener("message", (event) => {
    const said = event.data;
    if (event.source !== window.parent || window.parent === window || said?.type !== "netcost:hello" || host) return;
    host = { origin: event.origin, wants: said.results };
    height("netcost:ready");
    if (exact() && ["ask", "ask-numbers"].includes(host.wants)) consent();
  });
  function watched(button) { // a page may lay something over what it wants to be pressed; Chromium can tell, others cannot
    let since = Infinity;
    const tells = "isVisible" in IntersectionObserverEntry.prototype;
    new IntersectionObserver((entries) => {
      const { isVisible, isIntersecting } = entries.at(-1);
      since = (tells ? isVisible : isIntersecting) ? Math.min(since, performance.now()) : Infinity;
    }, { threshold: 0.9, trackVisibility: true, delay: 100 }).observe(button);
    return () => performance.now() - since >= READ;
  }
  function element(name, words, attributes = {}) {
    const made = Object.assign(document.createElement(name), attributes);
    made.textContent = words;
    return made;
  }
  function consent() {
    const box = element("section", "", { className: "consent" }), more = host.wants === "ask-numbers";
    box.setAttribute("aria-label", "What this page asks for");
    const what = more ? "your totals and the numbers behind them" : "the totals of each way: hours and costs";
    const words = element("p", `The page at ${host.origin} asks for ${what}, each time you change something. Nothing is sent unless you agree.`);
    const yes = element("button", "Share them", { type: "button" }), no = element("button", "Do not share", { type: "button" });
    const seen = watched(yes);
    const decide = (granted) => {
      agreed = granted;
      post({ type: "netcost:consent", granted });
      const line = element("p", granted ? `Your totals${more ? " and numbers" : ""} go to ${host.origin}. ` : "Nothing is shared with this page.", { className: "said" });
      line.tabIndex = -1;
      if (granted) {
        const stop = element("button", "Stop sharing", { type: "button" });
        stop.addEventListener("click", () => decide(false));
        line.append(stop);
      }
      $("#consent").replaceChildren(line);
      line.focus({ preventScroll: true });
      tell();
    };
    yes.addEventListener("click", (event) => {
      if (event.detail === 0 || seen()) decide(true); // by keyboard, or where it could be read first
      else words.textContent = `${words.textContent.split(" Press")[0]} Press again once nothing lies over this.`;
    });
    no.addEventListener("click", () => decide(false));
    box.append(words, yes, no);
    $("#consent").replaceChildren(box);
  }
  function tell() {
    if (!agreed) return;
    const keys = ["hours_per_week", "hours", "cash", "time_value", "cost"];
    const strategies = Object.entries(measures(kept.scenario)).map(([key, m]) => [key, Object.fromEntries(keys.map((name) => [name, m[name]]))]);
    post({ type: "netcost:result", currency: data.currency, years: T, sentence: $("#answer").textContent, strategies: Object.fromEntries(strategies) });
    if (host.wants === "ask-numbers") post({ type: "netcost:state", query: query(kept.paths) });
  }

  let timer = 0;
  inputs.forEach((input, at) => {
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 100); });
    input.addEventListener("blur", () => { if (!untouched(input) && !read(at).spread) show(); });
  });
  $("#back")?.addEventListener("click", () => {
    for (const input of inputs) input.value = input.defaultValue;
    show();
    inputs[0].focus({ preventScroll: true });
  });
  if (inputs.length) $("#ask").hidden = false;
})();
