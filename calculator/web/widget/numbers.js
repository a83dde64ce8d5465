"use strict";
// Numbers as people type them, read as calculator/notation.py reads them: 30,5 and 1,250 and 25 % and 12..18..30, and
// `about 18` by the doubts that it is given: how low and how high such a number may be, as multiples of it.
const spread = (() => {
  const PARTED = /\d[\s_]+(?!\d{3}(?!\d))\d/; // 12 500 is one number, and 12 50 are two
  const THOUSANDS = /^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?%?$/; // 1,250 is a thousand and more; 30,5 has a decimal comma
  const PLAIN = /^[-+]?(\d+([.,]\d*)?|[.,]\d+)(e[-+]?\d+)?%?$/i;
  function single(text) {
    if (text.length > 40) return NaN;
    const bare = text.replace(/[\s£$€_]/g, "").replace("\u2212", "-"), clock = bare.match(/^(\d{1,2}):([0-5]\d)$/);
    if (PARTED.test(text)) return NaN;
    if (clock) return Number(clock[1]) + Number(clock[2]) / 60;
    const whole = THOUSANDS.test(bare) ? bare.replaceAll(",", "") : bare.replace(",", ".");
    return PLAIN.test(bare) || THOUSANDS.test(bare) ? Number(whole.replace("%", "")) / (whole.endsWith("%") ? 100 : 1) : NaN;
  }
  function doubted(text, doubts) { // the doubt that a text begins with, and what follows it
    const word = Object.keys(doubts).find((it) => text.slice(0, it.length).toLowerCase() === it), rest = text.slice(word?.length);
    return word && /^[\s,:]/.test(rest) ? [doubts[word], rest.replace(/^[\s,:]+/, "")] : [];
  }
  function around(number, factors, least, most) {
    const [low, high] = factors.map((it) => Number((number * it).toPrecision(6))).sort((a, b) => a - b), fits = number >= least && number <= most;
    return [Math.min(fits ? Math.max(low, least) : low, number), number, Math.max(fits ? Math.min(high, most) : high, number)];
  }
  return (text, doubts, least, most) => { // low, likely and high, the same for a single figure; nothing where it is none of these
    if (text.length > 200) return null; // before anything looks for a pattern in it
    const [factors, rest] = doubted(text.trim(), doubts);
    if (factors) return Number.isFinite(single(rest)) ? around(single(rest), factors, least, most) : null;
    const parts = text.split("..").map(single);
    if (parts.length === 2) parts.splice(1, 0, (parts[0] + parts[1]) / 2);
    const ordered = parts.every((it, at) => Number.isFinite(it) && (at === 0 || parts[at - 1] <= it));
    return ordered && parts.length !== 2 && parts.length < 4 ? [parts[0], parts[parts.length >> 1], parts.at(-1)] : null;
  };
})();
