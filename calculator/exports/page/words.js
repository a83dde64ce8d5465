"use strict";
// Figures and the answer in words, as the calculator spells them. `data` says in what currency and years, and how the
// strategies are called; whoever has it gets the functions that speak of it.
function speech(data) {
  const keys = data.keys, role = data.role;

  // -- numbers in words, as the calculator spells them ---------------------------------------------------

  const EVEN = { roundingMode: "halfEven" }; // as Python rounds; an older browser leaves it out
  const tidy = (text) => (/[1-9]/.test(text) ? text : text.replace("-", "")).replace("-", "−").replaceAll("\u202f", "\u00a0");
  const fixed = (value, digits) => value.toLocaleString("en", { ...EVEN, minimumFractionDigits: digits, maximumFractionDigits: digits });
  function decimal(value, digits) { // of the number as it is stored: 0.05 is a little more than that, and reads 0.1
    const tie = Math.abs(value * 2 ** (digits + 1)) % 2 === 1;
    return tidy(fixed(tie || Math.abs(value) > 1e15 ? value : Number(value.toFixed(digits)), digits));
  }
  const hours = (value) => decimal(value, Math.abs(value) < 9.95 ? 1 : 0);
  const count = (value) => decimal(value, Math.abs(value) < 99.95 ? 1 : 0);
  const percent = (value) => `${decimal(100 * value, 0)}%`;
  function money(value) {
    const small = Math.abs(value) > 0 && Math.abs(value) < 9.995;
    const digits = small ? {} : { minimumFractionDigits: 0, maximumFractionDigits: 0 };
    return tidy(value.toLocaleString(data.locale, { ...EVEN, style: "currency", currency: data.currency, ...digits }));
  }
  function moneyTick(largest) { // all in thousands where one of them is
    const short = largest >= 1e4 && largest < 1e6;
    return (value) => (short ? `${data.symbol}${Number((value / 1000).toPrecision(6))}${value ? "k" : ""}` : money(value));
  }
  const inHours = (value) => `${hours(value)} ${hours(value) === "1.0" ? "hour" : "hours"}`;
  const opening = (at) => data.openings[at], inline = (at) => data.inlines[at];

  // A range in words: its ends are rounded to a tenth to a quarter of its width, which is what draws tell.
  function between(low, high, say) {
    const [one, other] = rounded(low, high).map(say);
    return one === other ? one : `${one} to ${other}`;
  }
  function rounded(low, high) {
    const width = high - low;
    if (!(Number.isFinite(width) && width > 1e-9 * Math.abs(high))) return [low, high];
    const size = 10 ** Math.floor(Math.log10(width / 10)), found = [1, 2, 5].find((by) => size * by >= width / 10) ?? 10;
    const even = (value) => (Math.abs(value % 1) === 0.5 ? 2 * Math.round(value / 2) : Math.round(value)); // as Python does
    return [low, high].map((end) => size * found * even(end / (size * found)));
  }

  // -- the answer in words --------------------------------------------------------------------------------

  function sentence(found) {
    const year = found.map((m) => m.cost / data.years), high = year.indexOf(Math.max(...year)), low = year.indexOf(Math.min(...year));
    const week = (at) => inHours(found[at].hours_per_week), cost = (at) => money(year[at]);
    const takes = (at) => `${opening(at)} takes ${week(at)} a week and costs ${cost(at)} a year, counting your time`;
    if (!found.some((m) => m.hours > 0 || m.cash > 0)) return "No activities yet: it costs nothing. Say how often you go.";
    if (found.length === 1) return `${takes(0)}.`;
    if (!found.some((m) => m.time_value > 0)) return `Counting no value for your time, ${inline(high)} costs ${cost(high)} a year in cash and takes ${week(high)} a week; ${inline(low)} ${cost(low)} and ${week(low)}.`;
    if (year[high] - year[low] < 0.05 * year[high]) {
      const other = high === low ? (high + 1) % found.length : low;
      return `${opening(high)} and ${inline(other)} cost about the same: ${cost(high)} and ${cost(other)} a year, counting your time.`;
    }
    return `${takes(high)}; ${inline(low)} ${week(low)} and ${cost(low)}.`;
  }
  function lead(cases) {
    if (keys.length < 2 || cases.length < 2) return "";
    const wins = keys.map(() => 0);
    for (const found of cases) {
      const values = found.map((m) => m.wins), best = values.filter((value) => value === Math.max(...values)).length;
      values.forEach((value, at) => { if (value === Math.max(...values)) wins[at] += 1 / best / cases.length; });
    }
    const order = wins.map((_, at) => at).sort((a, b) => wins[b] - wins[a]), [first, second] = order.slice(0, 2).sort((a, b) => a - b);
    const prize = role ? "has the best chance of an offer" : "wins most clients";
    if (wins[order[0]] >= 0.6) return `${opening(order[0])} ${prize} in ${Math.round(10 * wins[order[0]])} of 10 plausible years.`;
    return `${opening(first)} and ${inline(second)} are too close to call on ${role ? "the chance of an offer" : "clients"}.`;
  }

  return { decimal, hours, count, percent, money, moneyTick, inHours, between, sentence, lead };
}
