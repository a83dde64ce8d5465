// The take-away: fields that compute on this page. Figures, charts and tables follow; what is left as shared says so.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent), shared = data.scenario;
  const $ = (query, root = document) => root.querySelector(query);
  const all = (query, root = document) => [...root.querySelectorAll(query)];

  const spoken = speech(data), { decimal, figure, range, headline } = spoken;
  const { picture, draw, table: tabled } = figures(data, spoken);

  // -- charts and tables ----------------------------------------------------------------------------------

  function table(id, [head, ...rows]) {
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
  function charts(results, cases) {
    for (const [id, spec] of Object.entries(data.charts)) {
      const shown = picture(spec, results, () => cases);
      draw(document.getElementById(id), shown);
      table(id, tabled(shown));
    }
    const caption = $("#outcomes figcaption p"), [what] = caption.textContent.split("(thin)");
    caption.textContent = `${what}(thin).`;
  }

  // -- the cards ------------------------------------------------------------------------------------------

  function cards(results, cases) {
    all("[data-strategy]").forEach((card, at) => {
      for (const it of all("[data-figure]", card)) it.textContent = figure(it.dataset.figure, at, results, cases);
      for (const it of all("[data-range]", card)) it.textContent = range(it.dataset.range, at, cases);
    });
  }

  // -- the fields -----------------------------------------------------------------------------------------

  const changing = all("#answer, #deck, .cards, .charts, #draws"), before = changing.map((it) => it.innerHTML);
  const inputs = data.fields.map((field) => document.getElementById(field.id));
  const reader = numbers(data.reading), short = (value, digits = 6) => value.toLocaleString("en", { maximumFractionDigits: digits });
  function changed() {
    const scenario = structuredClone(shared), said = [];
    data.fields.forEach((field, at) => {
      const input = inputs[at], untouched = input.value.trim() === input.defaultValue;
      const { spread: typed, why } = untouched ? {} : reader(input.value, field.kind, field.low, field.high);
      const fits = typed && typed[0] >= field.low && typed[2] <= field.high;
      input.setAttribute("aria-invalid", !fits && !untouched);
      const beside = $(`#${input.id}-read`);
      beside.textContent = fits ? reading(input.value, typed) : "";
      if (untouched) return;
      if (!fits) {
        beside.textContent = `It takes a number from ${decimal(field.low, 0)} to ${short(field.high, 2)}.${why ? ` ${why[0].toUpperCase()}${why.slice(1)}.` : ""} It stays at ${input.defaultValue}.`;
        return;
      }
      const [least, likely, most] = typed;
      said.push(`${field.label.toLowerCase()} from ${input.defaultValue} to ${least < most ? `${short(least)} to ${short(most)}` : short(likely)}`);
      for (const [path, scale] of Object.entries(field.scales)) {
        const [branch, leaf] = place(scenario, path);
        branch[leaf] = likely * scale;
        delete scenario.ranges[path];
        if (least < most) scenario.ranges[path] = { low: least * scale, high: most * scale };
      }
    });
    return { scenario, said };
  }
  function show() {
    const { scenario, said } = changed();
    if (!said.length) {
      changing.forEach((it, at) => { it.innerHTML = before[at]; });
      return;
    }
    const results = Object.values(measures(scenario)), cases = drawn(scenario), words = headline(scenario, results, cases);
    $("#answer").textContent = words.sentence;
    $("#deck").textContent = `${[words.lead, ...words.rest].filter(Boolean).join(" ")} You changed ${said.join(", ")}. What stands below the charts is as it was shared.`;
    cards(results, cases);
    charts(results, cases);
    for (const it of all("#draws")) it.textContent = decimal(DRAWS, 0);
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
