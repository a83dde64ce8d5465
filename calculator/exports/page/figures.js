// Charts of bars in a browser: `picture` says what one shows, from its description in `data.charts`, and `draw` puts
// it where the server drew the first one, mark for mark as the server does.
function figures(data, { hours, count, percent, money, moneyTick, between }) {
  const HEAD = 20, HIGH = { band: 14, half: 60 }, TICKS = 4;
  const spelled = (value) => value.toLocaleString("en", { maximumSignificantDigits: 6 });
  const UNITS = {
    hours: { say: hours, tail: " h", tick: () => (value) => `${spelled(value)} h` },
    money: { say: money, tail: "", tick: (values) => moneyTick(Math.max(0, ...values)) },
    share: { say: percent, tail: "", tick: () => percent },
    count: { say: count, tail: "", tick: () => spelled },
  };
  const amount = (measures, path) => path.split(".").reduce((tree, key) => tree[key], measures);
  const toned = (kind) => /^p\d/.test(kind); // else each strategy has it in its own colour
  function ticks(upper, most) {
    if (!(upper > 0)) return [];
    const size = 10 ** Math.floor(Math.log10(upper / most));
    const step = [1, 2, 2.5, 5, 10].map((by) => by * size).find((by) => upper * 0.97 / by < most + 1);
    return Array.from({ length: Math.floor(upper * 0.97 / step + 1e-9) }, (_, at) => Number(((at + 1) * step).toPrecision(6)));
  }

  // -- what a chart shows ----------------------------------------------------------------------------------

  function stacked(spec, measures, look) {
    const { say, tail } = UNITS[spec.unit];
    let from = 0;
    const values = spec.parts.map(([path]) => amount(measures, path) * spec.factor);
    const marks = values.map((value, at) => {
      const kind = spec.parts[at][2];
      return { kind: toned(kind) ? kind : `${kind} ${look}`, from, to: (from += value), text: say(value) };
    });
    const more = spec.mark && from > spec.mark[0] ? say(from - spec.mark[0]) : say(0);
    const figure = from > 0 ? `${say(from)}${tail}` : "nothing";
    return { values, total: from, marks: marks.filter((it) => it.to > it.from), figure, over: more === say(0) ? "" : `, ${more}${tail} over` };
  }
  function spread(spec, at, measures, cases, look) {
    const [path] = spec.whole, { say } = UNITS[spec.unit], values = cases.map((one) => one[at][path]);
    const [low, near, likely, far, high] = [0.1, 0.25, 0.5, 0.75, 0.9].map((part) => quantile(values, part) * spec.factor);
    const ends = { likely, half: [near, far], most: [low, high], exact: measures[path] * spec.factor };
    if (!(high > 0)) return { ...ends, marks: [], figure: "nothing", over: "" };
    const marks = [{ kind: `band ${look}`, from: low, to: high }, { kind: `half ${look}`, from: near, to: far }];
    return { ...ends, marks, dot: likely, look, over: "", figure: `${say(likely)} likely${low < high ? `, ${between(low, high, say)}` : ""}` };
  }
  function picture(spec, results, cases) { // `cases` gives the draws, which only ranges need
    const bars = spec.parts.length > 0, draws = bars ? null : cases();
    const rows = results.map((measures, at) => (bars ? stacked(spec, measures, data.colours[at]) : spread(spec, at, measures, draws, data.colours[at])));
    const longest = Math.max(0, ...rows.flatMap((row) => [row.dot ?? 0, ...row.marks.map((it) => it.to)]));
    const budget = bars && spec.mark ? spec.mark[0] : 0;
    const end = (bars ? 1.02 : 1.04) * (budget <= 2 * longest ? Math.max(longest, budget) : longest);
    const [upper, values] = spec.fixed ?? [end, ticks(end, TICKS)];
    const line = spec.mark && 0.02 * upper < spec.mark[0] && spec.mark[0] <= upper ? spec.mark : null;
    return { spec, rows, longest, upper, ticks: values, line };
  }

  // -- how it is drawn -------------------------------------------------------------------------------------

  function node(name, attributes, text = "") {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    return made;
  }
  const share = (value, upper) => `${(upper > 0 ? 100 * value / upper : 0).toFixed(3)}%`;
  function bar({ kind, from, to }, upper) {
    const [first] = kind.split(" "), height = HIGH[first] ?? 100;
    const made = node("rect", { class: kind, x: share(from, upper), width: share(to - from, upper), y: `${(100 - height) / 2}%`, height: `${height}%` });
    if (first === "solid" && kind.endsWith("again")) made.setAttribute("mask", "url(#stripes)");
    return made;
  }
  function inside({ kind, from, to, text }, upper) { // a figure where its bar has room for it: everywhere, on a desk, or nowhere
    const { letters, size, around, narrow, wide } = data.measured, part = upper > 0 ? (to - from) / upper : 0;
    const room = [...(text ?? "")].reduce((sum, letter) => sum + (letters[letter] ?? 1000), 0) * size + around;
    if (!text || part * wide < room) return [];
    return [node("text", { class: `in on-${kind.split(" ")[0]}${part * narrow >= room ? "" : " wide"}`, x: share((from + to) / 2, upper), y: "50%" }, text)];
  }
  function axis({ spec, upper, ticks: values, line }) {
    const spell = UNITS[spec.unit].tick(values), lines = values.flatMap((value) => {
      const x = share(value, upper);
      return [node("line", { class: "grid", x1: x, x2: x, y1: line ? HEAD : 0, y2: "100%" }), node("text", { class: "tick", x, y: "100%", dy: 16 }, spell(value))];
    });
    if (!line) return lines;
    const x = share(line[0], upper), end = line[0] > upper / 2 ? " end" : "";
    return [...lines, node("line", { class: "budget", x1: x, x2: x, y1: HEAD - 4, y2: "100%" }), node("text", { class: `said${end}`, x, y: 12 }, line[1])];
  }
  function draw(figure, shown) {
    const place = figure.querySelector(".plot"), full = place.classList.contains("full"), upper = full ? shown.upper : shown.longest;
    const drawings = place.querySelectorAll(".bar"), { parts } = shown.spec;
    shown.rows.forEach((row, at) => {
      place.querySelector(`[data-bar="${at}"]`).textContent = full ? row.figure + row.over : row.figure;
      const marks = row.marks.flatMap((mark) => [bar(mark, upper), ...(full ? inside(mark, upper) : [])]);
      if (row.dot !== undefined) marks.push(node("circle", { class: `dot ${row.look}`, cx: share(row.dot, upper), cy: "50%", r: 6.5 }));
      drawings[at].replaceChildren(...marks);
    });
    figure.querySelectorAll(".key li").forEach((item, at) => { item.hidden = !shown.rows.some((row) => row.values[at] > 0); });
    if (!full) return;
    place.classList.toggle("lined", Boolean(shown.line));
    place.querySelector(".axis").replaceChildren(...axis(shown));
    place.setAttribute("aria-label", `${figure.querySelector("h2").textContent} ${shown.rows.map((row, at) => `${data.names[at]} ${row.figure}${row.over}`).join("; ")}.`);
  }
  function table({ spec, rows }) { // the rows of a chart's numbers as words, the names first
    const { say } = UNITS[spec.unit];
    if (!spec.parts.length) return [["", "Likely", "Half of the ways it might go", "8 in 10", "At exactly these numbers"], ...rows.map((row, at) => [data.names[at], say(row.likely), between(...row.half, say), between(...row.most, say), say(row.exact)])];
    const kept = spec.parts.flatMap(([, name, kind], at) => (rows.some((row) => row.values[at] > 0) || !toned(kind) ? [[name, ...rows.map((row) => say(row.values[at]))]] : []));
    return [["", ...data.names], ...kept, [spec.whole[1], ...rows.map((row) => say(row.total))]];
  }
  return { picture, draw, table };
}
