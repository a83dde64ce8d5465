"use strict";
// Numbers as people type them, read as calculator/notation.py reads them; one table of cases holds both. `world` is what
// `notation.spoken` says: the currency and its signs, units of time, multiples, and words of doubt with how low and how
// high such a number may be. `read(text, kind, least, most)` gives { spread: [low, likely, high] }, or { why } where the
// text is no number of that kind: a sentence about it, or nothing where there is none.
function numbers(world) {
  const SECONDS = { seconds: 1, minutes: 60, hours: 3600 }, PER_CENT = ["%", "percent"];
  const HIDDEN = /[\u00ad\u061c\u180e\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g;
  const BLANK = /[ \t\n\r\f\v\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]+/g;
  const ALIKE = { "\u2212": "-", "\u2012": "-", "\ufe63": "-", "\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2032": "'", "\u066c": "'", _: "'", "\u066b": ".", "\u066a": "%", "\uffe5": "\u00a5", "\uffe1": "\u00a3", "\uffe6": "\u20a9", "\u3000": " " };
  const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6];
  const refuse = (why = "") => { throw { why }; };
  function letter(it) { // as the plain one that it looks like
    const code = it.codePointAt(0), zero = ZEROS.find((from) => code >= from && code < from + 10);
    if (zero) return String(code - zero);
    return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : ALIKE[it] ?? it;
  }
  const trimmed = (text) => text.replace(/^ +/, "").split("").reverse().join("").replace(/^ +/, "").split("").reverse().join("");
  const cleaned = (text) => trimmed([...text.replace(HIDDEN, "")].map(letter).join("").replace(BLANK, " "));
  const owner = (sign) => world.others[sign] ?? (/^[a-z]{3}$/.test(sign) && world.codes.split(" ").includes(sign) ? sign.toUpperCase() : "");
  const called = (code) => `${new Intl.DisplayNames(["en"], { type: "currency" }).of(code)} (${code})`;
  function digits(body) {
    if (body.includes("e") && /^[0-9.e+-]+$/.test(body)) return Number(body);
    const point = /^[1-9][0-9]{0,2}\.[0-9]{3}$/.test(body) && !world.comma;
    const thousands = point ? null : body.match(/^(?:([1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.([0-9]+))?|([1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,([0-9]+))?|([1-9][0-9]{0,2}(?:[' ][0-9]{3})+)(?:[.,]([0-9]+))?|([1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3})(?:\.([0-9]+))?)$/);
    if (thousands) {
      const [whole, part] = thousands.slice(1).filter(Boolean);
      return Number(`${whole.replace(/[^0-9]/g, "")}.${part ?? 0}`);
    }
    return /^(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)$/.test(body) ? Number(body.replace(",", ".")) : refuse();
  }
  function hour(text) { // 6:45, 6h45, 18h, 7 pm
    const time = text.match(/^([0-9]{1,2})(?: ?[:h.] ?([0-5][0-9]))? ?(a\.?m\.?|p\.?m\.?|h|uhr)?$/);
    if (!time || !(time[3] || /[:h]/.test(text))) return null;
    const half = (time[3] ?? "")[0], at = Number(time[1]);
    if (half !== "a" && half !== "p") return at + Number(time[2] ?? 0) / 60;
    return at >= 1 && at <= 12 ? at % 12 + (half === "p" ? 12 : 0) + Number(time[2] ?? 0) / 60 : null;
  }
  function length(text, kind) { // seconds of 1:30, 90 min, 1h30; none where it has no unit
    const clock = text.match(/^([0-9]{1,4}):([0-5][0-9])(?::([0-5][0-9]))?$/);
    if (clock) {
      const large = kind === "seconds" && !clock[3] ? 60 : 3600;
      return Number(clock[1]) * large + Number(clock[2]) * large / 60 + Number(clock[3] ?? 0);
    }
    const [first, ...rest] = text.replaceAll(" and ", " ").split(/([a-z]+)\.?/);
    if (!rest.length || !trimmed(first)) return null;
    const pieces = [first, ...rest.filter((_, at) => at % 2)], words = [...rest.filter((_, at) => at % 2 === 0), ""];
    let total = 0, before = Infinity;
    for (const [at, piece] of pieces.entries()) {
      if (!words[at] && !trimmed(piece)) break;
      const unit = words[at] ? (Object.hasOwn(world.units, words[at]) ? world.units[words[at]] : 0) : before / 60;
      if (!(unit >= 1 && unit < before) || !/^[0-9.,' ]+$/.test(piece)) return null;
      total += unit * digits(trimmed(piece));
      before = unit;
    }
    return total;
  }
  function why(word, kind) {
    if (PER_CENT.includes(word)) return "a per cent sign belongs to a share";
    const other = owner(word), shown = other.toLowerCase() === word ? word.toUpperCase() : word;
    if (!other) return "";
    return kind === "money" ? `'${shown}' is ${called(other)}, and amounts here are in ${called(world.currency)}` : `'${shown}' belongs to an amount of money`;
  }
  function multiplied(multiple, tail) {
    const rest = tail.slice(multiple.length);
    return tail.startsWith(multiple) && (!rest || owner(rest) !== "") && !owner(tail);
  }
  function amount(text, kind) {
    let start = text.search(/[0-9]/), end = text.length;
    if (start < 0) refuse();
    while (!/[0-9]/.test(text[end - 1])) end -= 1;
    if (start && ".,".includes(text[start - 1]) && !/\p{L}/u.test(text[start - 2] ?? "")) start -= 1; // the point of .5, and not that of kr.15
    const size = digits(text.slice(start, end)), signs = text.slice(0, start).replace(/[^-+]/g, "");
    const head = text.slice(0, start).replace(/[-+ ]/g, "");
    let tail = text.slice(end).replace(/^[.,]?-?/, "").replaceAll(" ", ""), number = signs === "-" ? -size : size;
    if (signs.length > 1) refuse();
    if (PER_CENT.includes(head + tail) && (kind === "share" || kind === "percent")) return kind === "share" ? number / 100 : number;
    if (kind === "money" || kind === "number") {
      const multiple = Object.keys(world.multiples).find((it) => multiplied(it, tail)) ?? "";
      number *= world.multiples[multiple] ?? 1;
      tail = tail.slice(multiple.length);
    }
    for (const word of [head, tail].filter(Boolean)) if (kind !== "money" || !world.signs.includes(word)) refuse(why(word, kind));
    return number;
  }
  function single(text, kind) {
    const low = text.toLowerCase().replaceAll("\u2013", "-"), at = kind === "clock" ? hour(low) : null;
    if (text.length > 40) refuse();
    if (at !== null) return at;
    const seconds = SECONDS[kind] ? length(low, kind) : null;
    const number = seconds === null ? amount(low, kind) : seconds / SECONDS[kind];
    return Number.isFinite(number) ? number : refuse();
  }
  function parted(text) { // 12..30, 12 to 30, 12–30
    const between = ["..", " to ", "\u2013"].find((it) => text.includes(it) && (it === ".." || text.split(it).every((part) => /[0-9]/.test(part))));
    return between ? text.split(between).map(trimmed) : [text];
  }
  function around(number, factors, least, most) {
    const [low, high] = factors.map((it) => Number((number * it).toPrecision(6))).sort((a, b) => a - b), fits = number >= least && number <= most;
    return [Math.min(fits ? Math.max(low, least) : low, number), number, Math.max(fits ? Math.min(high, most) : high, number)];
  }
  function spread(given, kind, least, most) {
    if (given.length > 200) refuse(); // before anything looks for a pattern in it
    const text = cleaned(given), word = Object.keys(world.doubts).find((it) => text.slice(0, it.length).toLowerCase() === it), rest = text.slice(word?.length);
    if (word && /^[ ,:]/.test(rest)) return around(single(rest.replace(/^[ ,:]+/, ""), kind), world.doubts[word], least, most);
    const figures = parted(text), shares = figures.at(-1).endsWith("%"); // 10 to 20%
    const parts = figures.map((it) => single(shares && !it.includes("%") ? `${it}%` : it, kind));
    if (parts.length === 2) parts.splice(1, 0, (parts[0] + parts[1]) / 2);
    const ordered = parts.every((it, at) => at === 0 || parts[at - 1] <= it);
    return ordered && parts.length !== 2 && parts.length < 4 ? [parts[0], parts[parts.length >> 1], parts.at(-1)] : refuse();
  }
  return (text, kind = "number", least = -Infinity, most = Infinity) => {
    try {
      return { spread: spread(text, kind, least, most) };
    } catch (refused) {
      if (refused instanceof Error) throw refused;
      return { why: refused.why };
    }
  };
}
// A number as a link has it: never with three decimals, which some countries read as thousands.
const written = (number) => (/^-?[1-9][0-9]{0,2}\.[0-9]{3}$/.test(String(number)) ? `${number}0` : String(number));
// How a text was read, to stand beside its field; nothing where it is what was typed.
function reading(text, [low, likely, high]) {
  const said = (number) => number.toLocaleString("en", { maximumFractionDigits: 6 });
  if ([String(likely), said(likely)].includes(text.replace(/ ?%$/, "").trim())) return "";
  return `= ${low < high ? `${said(low)} to ${said(high)}` : said(likely)}`;
}
