// The take-away: fields that compute on this page. Figures, charts and tables follow; what is left as shared says so.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent), shared = data.scenario;
  const ROW = 56, TALL = 74, BAR = 24, keys = Object.keys(shared.strategies), role = shared.goal === "role";
  const $ = (query, root = document) => root.querySelector(query);
  const all = (query, root = document) => [...root.querySelectorAll(query)];

  const { decimal, hours, count, percent, money, moneyTick, inHours, between, sentence, lead } = speech(data);

  // -- charts and tables ----------------------------------------------------------------------------------

  const XMLNS = "http://www.w3.org/2000/svg";
  function node(name, attributes, text) {
    const made = document.createElementNS(XMLNS, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  }
  const wide = (text, size) => [...text].reduce((total, letter) => total + ("ijl.,:;'|!I ".includes(letter) ? 0.3 : "frt()[]/-1\u00a0".includes(letter) ? 0.44 : "mMwW@%…—".includes(letter) ? 1 : /[A-Z]/.test(letter) ? 0.74 : 0.6), 0) * size;
  const share = (value, upper) => `${(upper > 0 ? 100 * value / upper : 0).toFixed(3)}%`;
  function ticks(upper, most = 4) {
    if (!(upper > 0)) return [];
    const size = 10 ** Math.floor(Math.log10(upper / most));
    const step = [1, 2, 2.5, 5, 10].map((by) => by * size).find((by) => upper * 0.97 / by < most + 1);
    return Array.from({ length: Math.floor(upper * 0.97 / step + 1e-9) }, (_, at) => Number(((at + 1) * step).toPrecision(6)));
  }
  function label(svg, row, top) {
    const tall = wide(row.name, 14) + wide(`  ${row.figure}`, 13) > 284, text = node("text", { x: 0, y: top + 14 });
    text.append(node("tspan", { class: `name t-${row.colour}` }, row.label));
    if (!tall) text.append(node("tspan", { dx: 8 }, row.figure));
    svg.append(text);
    if (tall) svg.append(node("text", { x: 0, y: top + 32 }, row.figure));
    return tall ? TALL : ROW;
  }
  function mark(svg, m, upper, middle) {
    const height = m.height ?? BAR;
    svg.append(node("rect", { class: m.kind, x: share(m.from, upper), y: middle - height / 2, width: share(m.to - m.from, upper), height }));
    const part = upper > 0 ? (m.to - m.from) / upper : 0, room = wide(m.text ?? "", 12) + 6;
    if (!m.text || part * 480 < room) return;
    const look = `in on-${m.kind.split(" ")[0]}${part * 284 >= room ? "" : " wide"}`;
    svg.append(node("text", { class: look, x: share((m.from + m.to) / 2, upper), y: middle + 4 }, m.text));
  }
  function draw(id, rows, upper, spell, line, values = ticks(upper)) {
    const figure = document.getElementById(id), svg = node("svg", { role: "img", width: "100%" }), start = line ? 20 : 4;
    const bottom = rows.reduce((top, row) => top + (wide(row.name, 14) + wide(`  ${row.figure}`, 13) > 284 ? TALL : ROW), start);
    for (const value of values) {
      const x = share(value, upper);
      svg.append(node("line", { class: "grid", x1: x, x2: x, y1: start, y2: bottom }), node("text", { class: "tick", x, y: bottom + 16 }, spell(value)));
    }
    if (line) {
      const x = share(line[0], upper);
      svg.append(node("line", { class: "budget", x1: x, x2: x, y1: 16, y2: bottom }), node("text", { class: `said${line[0] > upper / 2 ? " end" : ""}`, x, y: 12 }, line[1]));
    }
    let top = start;
    for (const row of rows) {
      const height = label(svg, row, top), middle = top + height - BAR / 2 - 8;
      for (const m of row.marks) mark(svg, m, upper, middle);
      if (row.dot !== undefined) svg.append(node("circle", { class: `dot ${row.colour}`, cx: share(row.dot, upper), cy: middle, r: 6.5 }));
      top += height;
    }
    svg.setAttribute("height", bottom + 24);
    svg.setAttribute("aria-label", `${$("h2", figure).textContent} ${rows.map((row) => `${row.name} ${row.figure}`).join("; ")}.`);
    $(":scope > svg", figure).replaceWith(svg);
  }
  function table(id, head, rows) {
    const made = document.createElement("table"), line = (parent, cells, first) => {
      const row = parent.insertRow();
      cells.forEach((cell, at) => {
        const it = document.createElement(first || !at ? "th" : "td");
        it.textContent = cell;
        it.scope = first ? "col" : "row";
        if (at) it.className = "n";
        row.append(it);
      });
    };
    line(made.createTHead(), head, true);
    const body = made.createTBody();
    for (const row of rows) line(body, row);
    $(`#${id} table`).replaceWith(made);
  }
  function key(id, names, used) {
    const list = $(`#${id} .key`);
    if (!list) return;
    list.replaceChildren(...names.flatMap((name, at) => {
      if (!used[at]) return [];
      const item = document.createElement("li"), square = node("svg", { "aria-hidden": "true" });
      square.append(node("rect", { class: data.classes[id][at], width: 11, height: 11 }));
      item.append(square, name);
      return [item];
    }));
  }
  const looks = keys.map((_, at) => ({ name: data.names[at], label: data.labels[at], colour: data.colours[at] }));
  function stacked(id, found, field, parts, names, say, total, spell, budget, words) {
    const T = data.years, totals = found.map((m) => m[total] / T), longest = Math.max(...totals);
    const upper = 1.02 * (budget <= 2 * longest ? Math.max(longest, budget) : longest);
    const rows = found.map((m, at) => {
      let from = 0;
      const marks = parts.flatMap((part, index) => {
        const value = m[field][part] / T, begin = from;
        from += value;
        return value > 0 ? [{ kind: data.classes[field][index], from: begin, to: from, text: say(value) }] : [];
      });
      const over = totals[at] > budget && spell(totals[at] - budget) !== spell(0) ? `, ${spell(totals[at] - budget)} over` : "";
      return { ...looks[at], marks, figure: totals[at] > 0 ? spell(totals[at]) + over : "nothing" };
    });
    draw(id, rows, upper, id === "hours_by_part" ? (value) => `${value.toLocaleString("en")} h` : moneyTick(Math.max(0, ...ticks(upper))), budget > 0 && budget <= upper ? [budget, words] : null);
    const used = parts.map((part) => found.some((m) => m[field][part] > 0));
    key(id, names, used);
    const body = parts.flatMap((part, at) => (used[at] ? [[names[at], ...found.map((m) => say(m[field][part] / T))]] : []));
    table(id, ["", ...data.names], [...body, ["All", ...totals.map(say)]]);
  }
  function charts(found, cases) {
    const T = data.years, profile = shared.profile, spare = profile.hours_per_week * profile.weeks_per_year;
    stacked("hours_by_part", found, "hours_by_part", PARTS, data.parts, hours, "hours", (value) => `${hours(value)} h`, spare, `You can spare ${hours(spare).replace(/\.0$/, "")} h`);
    stacked("cash_by_item", found, "cash_by_item", ITEMS, data.items, money, "cash", money, profile.cash_per_year, `You can spend ${money(profile.cash_per_year)}`);
    const costs = found.map((m) => m.cost / T);
    draw("full_cost", found.map((m, at) => {
      const cash = m.cash / T, steps = [{ kind: `solid ${data.colours[at]}`, from: 0, to: cash, text: money(cash) }, { kind: `pale ${data.colours[at]}`, from: cash, to: costs[at], text: money(m.time_value / T) }];
      return { ...looks[at], marks: steps.filter((step) => step.to > step.from), figure: costs[at] > 0 ? money(costs[at]) : "nothing" };
    }), 1.02 * Math.max(...costs), moneyTick(Math.max(0, ...ticks(1.02 * Math.max(...costs)))));
    table("full_cost", ["", ...data.names], [["Cash", ...found.map((m) => money(m.cash / T))], ["Value of your time", ...found.map((m) => money(m.time_value / T))], ["Full cost", ...costs.map(money)]]);
    outcomes(found, cases);
  }
  function outcomes(found, cases) {
    const measure = role ? "win_probability" : "wins", factor = role ? 1 : 1 / data.years, say = role ? percent : count;
    const spread = (at, tail) => [tail, 1 - tail].map((q) => quantile(cases.map((one) => one[at][measure]), q) * factor);
    const bands = keys.map((_, at) => [spread(at, 0.1), spread(at, 0.25)]), likely = found.map((m) => m[measure] * factor);
    const upper = role ? 1.04 : 1.06 * Math.max(...likely, ...bands.map((band) => band[0][1]));
    const rows = keys.map((_, at) => {
      const [[low, high], [near, far]] = bands[at];
      const marks = [{ kind: `band ${data.colours[at]}`, from: low, to: high, height: 3 }, { kind: `half ${data.colours[at]}`, from: near, to: far, height: 14 }];
      const figure = high > 0 ? `${say(likely[at])} likely${low < high ? `, ${between(low, high, say)}` : ""}` : "nothing";
      return { ...looks[at], figure, marks: high > 0 ? marks : [], dot: high > 0 ? likely[at] : undefined };
    });
    const line = !role && 0.02 * upper < 1 && 1 < upper ? [1, "1 client"] : null;
    draw("outcomes", rows, upper, role ? percent : (value) => value.toLocaleString("en"), line, role ? [0.2, 0.4, 0.6, 0.8] : ticks(upper, 5));
    const words = ([low, high]) => between(low, high, say);
    table("outcomes", ["", "Likely", "Half of cases", "8 in 10"], keys.map((_, at) => [data.names[at], say(likely[at]), words(bands[at][1]), words(bands[at][0])]));
    const [what] = $("#outcomes figcaption p").textContent.split("(thin)");
    $("#outcomes figcaption p").textContent = `${what}(thin).`;
  }

  // -- the cards ------------------------------------------------------------------------------------------

  const SAY = { hours, cash: money, time_value: money, cost: money, wins: count, win_probability: percent, referrals: count, relationships: count, value: money, net_value: money };
  const YEARLY = ["hours", "cash", "time_value", "cost"];
  function cards(found, cases) {
    all("[data-strategy]").forEach((card, at) => {
      for (const it of all("[data-figure]", card)) {
        const name = it.dataset.figure, value = found[at][name];
        it.textContent = name === "hours_per_week" ? `${inHours(value)} a week` : SAY[name](YEARLY.includes(name) ? value / data.years : value);
      }
      for (const it of all("[data-range]", card)) {
        const name = it.dataset.range, values = cases.map((one) => one[at][name]);
        it.textContent = [0.1, 0.9].map((q) => SAY[name](quantile(values, q))).join(" to ");
      }
    });
  }

  // -- the fields -----------------------------------------------------------------------------------------

  const changing = ["#answer", "#deck", ".cards", ".charts"].map((query) => $(query)), before = changing.map((it) => it.innerHTML);
  const inputs = data.fields.map((field) => document.getElementById(field.id));
  function changed() {
    const scenario = structuredClone(shared), said = [], faults = [];
    data.fields.forEach((field, at) => {
      const input = inputs[at], value = input.valueAsNumber;
      if (input.value === input.defaultValue) return;
      if (!(value >= field.low && value <= field.high)) {
        faults.push(`${field.label} takes a number from ${decimal(field.low, 0)} to ${field.high.toLocaleString("en", { maximumFractionDigits: 2 })}.`);
        return;
      }
      said.push(`${field.label.toLowerCase()} from ${input.defaultValue} to ${value}`);
      for (const [path, scale] of Object.entries(field.scales)) {
        const [branch, leaf] = place(scenario, path);
        branch[leaf] = value * scale;
        delete scenario.ranges[path];
      }
    });
    return { scenario, said, faults };
  }
  function show() {
    const { scenario, said, faults } = changed();
    $("#fault").textContent = faults.join(" ");
    if (!said.length) {
      changing.forEach((it, at) => { it.innerHTML = before[at]; });
      return;
    }
    const found = Object.values(measures(scenario)), cases = drawn(scenario), first = lead(cases);
    $("#answer").textContent = sentence(found);
    $("#deck").textContent = `${first ? `${first} ` : ""}You changed ${said.join(", ")}. What stands below the charts is as it was shared.`;
    cards(found, cases);
    charts(found, cases);
  }
  let timer = 0;
  for (const input of inputs) {
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 120); });
  }
  $("#back").addEventListener("click", () => {
    for (const input of inputs) input.value = input.defaultValue;
    show();
  });
  $(".ask").hidden = false;
})();
