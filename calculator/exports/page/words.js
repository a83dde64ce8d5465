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
  const opening = (at) => data.openings[at], inline = (at) => data.inlines[at];

  // A range in words: its ends are rounded to a tenth to a quarter of its width, which is what draws tell.
  function between(low, high, say) {
    const [one, other] = rounded(low, high).map(say);
    return one === other ? one : `${one} to ${other}`;
  }
  function rounded(low, high) {
    const width = high - low;
    if (!(Number.isFinite(width) && width > 1e-9 * Math.abs(high))) return [low, high];
    const size = 10 ** Math.floor(Math.log10(width / 10)), step = [1, 2, 5].find((by) => size * by >= width / 10) ?? 10;
    const even = (value) => (Math.abs(value % 1) === 0.5 ? 2 * Math.round(value / 2) : Math.round(value)); // as Python does
    return [low, high].map((end) => size * step * even(end / (size * step)));
  }

  // -- the lines of a ledger ------------------------------------------------------------------------------
  // As calculator/analyses/ledger.py has them: what may be off is the middle of its draws.

  const SAY = { cost: money, net_value: money, hours_per_week: hours, cash: money, time_value: money, wins: count, win_probability: percent };
  const WON = ["wins", "win_probability"];
  function middle(name, at, cases) { // the low end, the middle and the high end of draws
    const draws = cases.map((one) => one[at][name]);
    return [0.1, 0.5, 0.9].map((share) => quantile(draws, share));
  }
  function figure(name, at, results, cases) {
    if (name !== "net_value" && !WON.includes(name)) return SAY[name](results[at][name]);
    const [low, likely, high] = middle(name, at, cases);
    if (name === "net_value") return money(nearest(likely, high - low));
    return high > 0 ? SAY[name](likely) : "none";
  }
  function range(name, at, cases) {
    const [low, , high] = middle(name, at, cases);
    return cases.length < 2 || (WON.includes(name) && !(high > 0)) ? "" : between(low, high, SAY[name]);
  }

  // -- the answer in words --------------------------------------------------------------------------------
  // As calculator/analyses/headline.py says it: `results` are the measures as they stand, `cases` the draws, or the
  // measures alone where nothing was drawn.

  const NUMBERS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
  function horizon(years) {
    if (years === 1) return "a year";
    const value = Number(years > 1 ? decimal(years, 2) : decimal(12 * years, 1)); // as Python rounds
    const noun = years > 1 ? "years" : "months";
    return `${Number.isInteger(value) && value < NUMBERS.length ? NUMBERS[value] : value} ${noun}`;
  }
  function median(values) {
    const sorted = [...values].sort((a, b) => a - b), half = sorted.length / 2;
    const one = sorted[Math.floor(half)], other = sorted[Math.ceil(half) - 1];
    return one === other ? one : (one + other) / 2;
  }
  function nearest(amount, width) { // to about a fiftieth of how far it may be off
    if (!(Number.isFinite(width) && width > 1e-9 * Math.abs(amount))) return amount;
    const size = 10 ** Math.floor(Math.log10(width / 50)), step = size * ([1, 2, 5].find((by) => size * by >= width / 50) ?? 10);
    const share = amount / step, even = Math.abs(share % 1) === 0.5 ? 2 * Math.round(share / 2) : Math.round(share);
    return step * even;
  }
  function odds(probability, draws) {
    const tenths = Math.round(10 * probability), error = Math.sqrt(Math.max(probability * (1 - probability), 0) / draws);
    if (tenths > 0 && tenths < 10 && probability >= 0.05 && probability < 0.95) return `${tenths} of 10 ways`;
    if (error >= 0.005) return tenths === 10 ? "more than 9 of 10 ways" : `${tenths} of 10 ways`;
    return probability === 1 ? "all ways" : `${Math.min(Math.max(Math.round(100 * probability), 1), 99)} of 100 ways`;
  }
  const joined = (words) => (words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : words[0]);

  function headline(scenario, results, cases) {
    const certain = cases.length < 2, T = scenario.profile.years, time = horizon(T), said = `in ${time}`;
    const active = keys.map((_, at) => at).filter((at) => results[at].bottleneck !== null);
    const made = (sentence, first = "", rest = []) => ({ sentence, lead: first, rest: [...rest, ...empty(), ...(keys.length > 1 ? [] : ["Add a second way to compare."])] });
    const empty = () => {
      const none = keys.map((_, at) => at).filter((at) => !active.includes(at));
      if (none.length > 2) return [`${none.length} others have no activities yet.`];
      return none.length ? [`${joined([opening(none[0]), ...none.slice(1).map(inline)])} ${none.length > 1 ? "have" : "has"} no activities yet.`] : [];
    };
    if (!keys.length) return { sentence: "No strategies yet. Start from a preset or add a way to network.", lead: "", rest: [] };
    if (!active.length) return { sentence: "No activities yet: it costs nothing. Say how often you go.", lead: "", rest: [] };

    const pipeline = scenario.pipelines[scenario.goal], worth = pipeline.value_per_win, allowed = (amount) => amount <= data.most;
    const costs = results.map((m) => m.cost), cost = (at) => money(costs[at]);
    const first = (order) => active.reduce((best, at) => (order(at, best) < 0 ? at : best));
    const least = first((one, other) => costs[one] - costs[other] || results[other].wins - results[one].wins);
    const alone = active.length === 1, only = active[0];
    const taken = (at) => JSON.stringify(Object.entries(scenario.strategies[keys[at]].times_per_year).filter(([, n]) => n).sort());
    if (!alone && active.every((at) => taken(at) === taken(only))) {
      const all = active.length > 3 ? `All ${active.length} ways` : joined([opening(only), ...active.slice(1).map(inline)]);
      return made(`${all} are the same mix, so they come to the same.`);
    }
    if (!scenario.profile.hourly_value) {
      const dear = first((one, other) => costs[other] - costs[one]), price = "Price your hour to see the rest.";
      const cheap = active.filter((at) => at !== dear).reduce((best, at) => (best === undefined || costs[at] - costs[best] < 0 || (costs[at] === costs[best] && results[at].wins > results[best].wins) ? at : best), undefined);
      if (alone) return made(`Leaving out your time, ${inline(only)} costs ${cost(only)} ${said}. ${price}`);
      if (cost(dear) === cost(cheap)) return made(`Leaving out your time, each way costs ${cost(dear)} ${said}. ${price}`);
      return made(`Leaving out your time, ${inline(dear)} costs ${cost(dear)} and ${inline(cheap)} ${cost(cheap)} ${said}. ${price}`);
    }
    const cheapest = alone ? `it costs ${cost(only)}` : `${inline(least)} costs least, ${cost(least)}`;
    if (Math.max(...results.map((m) => m.wins)) < 0.05) {
      const prize = role ? "leads to an offer" : "wins a client";
      const who = alone ? inline(only) : active.length === 2 ? "neither of these" : "none of these";
      return made(`On these numbers ${who} ${alone ? "hardly ever " : ""}${prize} ${said}; ${cheapest}.`, heldBack(results, pipeline));
    }
    if (!role && !worth) return made(`With a client worth nothing, only cost counts: ${cheapest} ${said}.`);

    const column = (name, at) => cases.map((one) => one[at][name] ?? NaN);
    const ahead = (name, one, other) => cases.reduce((sum, it) => sum + (Math.sign(it[one][name] - it[other][name]) + 1) / 2, 0) / cases.length;
    const leads = (name, at) => cases.reduce((sum, it) => {
      const values = active.map((each) => it[each][name]), most = Math.max(...values);
      return sum + (it[at][name] >= most ? 1 / values.filter((value) => value >= most).length : 0);
    }, 0) / cases.length;
    const ways = (share, words, otherwise) => (certain ? [] : [`${share >= 0.5 ? words : otherwise} in ${odds(Math.max(share, 1 - share), cases.length)} it might go, ${data.grounds}.`]);
    const turned = (amount) => money(certain ? amount : nearest(amount, amount));
    return role ? chances() : pays();

    function pays() {
      const net = keys.map((_, at) => median(column("net_value", at)));
      const left = (at) => {
        const [low, , high] = middle("net_value", at, cases);
        return money(nearest(Math.abs(net[at]), high - low));
      };
      const about = (at) => (certain ? left(at) : `about ${left(at)}`), even = (at) => !/[1-9]/.test(left(at));
      const needed = keys.map((_, at) => median(cases.map((it) => (it[at].wins > 0 ? it[at].cost / it[at].wins : it[at].cost > 0 ? Infinity : 0))));
      const price = `At ${money(worth)} a client, `;
      if (alone) {
        const name = inline(only), when = net[only] > 0 ? "as long as" : "once";
        const words = even(only) ? `${name} just about breaks even ${said}` : net[only] > 0 ? `${name} pays for itself: ${about(only)} is left over ${said}` : `${name} does not pay for itself: it loses ${about(only)} ${said}`;
        const turn = allowed(needed[only]) ? `It pays ${when} a client is worth more than ${turned(needed[only])}.` : `Nothing that can be entered for what a client is worth would make ${name} pay.`;
        const paying = cases.filter((it) => it[only].net_value > 0).length / cases.length;
        return made(`${price}${words}.`, turn, ways(paying, "It pays for itself", "It does not pay for itself"));
      }
      const [best, second] = [...active].sort((one, other) => net[other] - net[one]), lead = ahead("net_value", best, second);
      if (lead < 0.6) {
        const [one, other] = [best, second].sort((a, b) => a - b), verb = (at) => (net[at] > 0 ? "leaves" : "loses"), same = verb(one) === verb(other);
        const words = same && about(one) === about(other) ? `${inline(one)} ${verb(one)} ${about(one)} ${said}, and so does ${inline(other)}` : `${inline(one)} ${verb(one)} ${about(one)}, ${inline(other)} ${same ? "" : `${verb(other)} `}${about(other)} ${said}`;
        return made(`Too close to call: ${words}.`, tipping(best, second), ways(ahead("net_value", one, other), `${opening(one)} comes out ahead`, `${opening(other)} comes out ahead`));
      }
      const sure = lead >= 0.9, name = inline(best);
      const words = even(best) ? `${name} ${sure ? "does" : "seems to do"} best, and just about breaks even ${said}`
        : net[best] > 0 ? `${name} ${sure ? "pays" : "seems to pay"} best: ${about(best)} left over ${said}`
        : `${active.length === 2 ? "neither of these pays" : "none of these pays"} for itself; ${name} ${sure ? "loses" : "seems to lose"} least, ${about(best)} ${said}`;
      return made(`${price}${words}.`, net[best] > 0 ? holds(best, needed) : firstToPay(needed), ways(leads("net_value", best), `${opening(best)} comes out best`, `Another way comes out ahead of ${name}`));
    }
    function firstToPay(needed) {
      const one = first((a, b) => needed[a] - needed[b]);
      if (!allowed(needed[one])) return "Nothing that can be entered for what a client is worth would make any of them pay.";
      return `${opening(one)} would pay once a client is worth more than ${turned(needed[one])}.`;
    }
    function holds(best, needed) {
      const turns = active.filter((at) => at !== best).map((at) => [turn(best, at), at]).filter(([it]) => it);
      const above = turns.filter(([it]) => !it.up && allowed(it.at)).sort(([a], [b]) => a.at - b.at);
      if (above.length) return `Above ${turned(above[0][0].at)} a client, ${inline(above[0][1])} would pay better.`;
      return `That holds as long as a client is worth more than ${turned(Math.max(needed[best], ...turns.filter(([it]) => it.up).map(([it]) => it.at)))}.`;
    }
    function tipping(best, second) {
      const it = turn(best, second);
      if (!it || !allowed(it.at)) return "";
      const more = it.up ? best : second, less = it.up ? second : best, dearer = it.at >= worth;
      return `A client worth clearly ${dearer ? "more" : "less"} than ${turned(it.at)} would favour ${inline(dearer ? more : less)}.`;
    }
    function turn(one, other) { // the worth of a client, nearest to now, at which each leaves more in half of the draws
      const rows = cases.map((it) => {
        const more = it[one].wins - it[other].wins, extra = it[one].cost - it[other].cost;
        return { at: more ? Math.max(extra / more, 0) : 0, side: Math.sign(more), before: more ? more < 0 : extra < 0 };
      }).sort((a, b) => a.at - b.at);
      let first = rows.filter((row) => row.before).length, was = 2 * first > rows.length;
      const places = [];
      for (const row of rows) {
        first += row.side;
        const now = 2 * first > rows.length;
        if (now !== was && row.at > 0) places.push({ at: row.at, up: now });
        was = now;
      }
      return places.length ? places.reduce((best, it) => (Math.abs(it.at - worth) < Math.abs(best.at - worth) ? it : best)) : null;
    }
    function chances() {
      const likely = keys.map((_, at) => median(column("win_probability", at)));
      const chance = (at, noun = "") => {
        const step = Math.round(likely[at] / 0.05) * 0.05, shown = certain ? likely[at] : Math.min(Math.max(step, 0.05), 0.95);
        const sign = certain ? "" : step < 0.05 ? "under " : step > 0.95 ? "over " : "about ", share = percent(shown);
        return noun ? `${sign}${/^(8|11%|18%)/.test(share) ? "an" : "a"} ${share} ${noun}` : `${sign}${share}`;
      };
      const repaid = (what, needed) => (allowed(needed) ? `${what} pays ${worth > needed ? "as long as" : "only if"} the new role is worth more than ${turned(needed)} to you.` : `${what} is not repaid whatever the new role is worth to you.`);
      if (alone) return made(`${opening(only)} gives ${chance(only, "chance")} of an offer ${said}, for ${cost(only)}.`, repaid("That cost", likely[only] ? costs[only] / likely[only] : Infinity));
      const [best, second] = [...active].sort((one, other) => likely[other] - likely[one]), lead = ahead("win_probability", best, second);
      if (lead < 0.6) {
        const [one, other] = [best, second].sort((a, b) => a - b), [dear, cheap] = costs[one] >= costs[other] ? [one, other] : [other, one], extra = costs[dear] - costs[cheap];
        const words = chance(one) === chance(other) ? `${chance(one, "chance")} of an offer ${said} with ${inline(one)} or ${inline(other)}` : `${chance(one, "chance")} of an offer with ${inline(one)}, ${chance(other)} with ${inline(other)}`;
        return made(`Too close to call: ${words}.`, Math.round(extra) ? `${opening(dear)} costs ${money(extra)} more ${said}.` : "", ways(ahead("win_probability", one, other), `${opening(one)} does better`, `${opening(other)} does better`));
      }
      const better = active.length === 2 ? "the better chance" : "the best chance";
      const words = `${opening(best)} ${lead >= 0.9 ? "gives" : "seems to give"} ${better} of an offer, ${chance(best)} ${said}`;
      const rest = ways(leads("win_probability", best), `${opening(best)} has ${better}`, `Another way does better than ${inline(best)}`);
      if (best === least) return made(`${words}, and costs least.`, `It costs ${cost(best)} ${said}, so nothing is given up for it.`, rest);
      const more = likely[best] - likely[least], extra = costs[best] - costs[least];
      return made(`${words}, and costs ${money(extra)} more.`, repaid(`The extra cost over ${inline(least)}`, more > 0 ? extra / more : Infinity), rest);
    }
  }
  function heldBack(results, pipeline) {
    if (!pipeline.referrals_per_relationship) return "Nobody refers you, and that is what holds them back.";
    if (!pipeline.close_rate) return "No referral is won, and that is what holds them back.";
    const words = { keeping_in_touch: "Keeping in touch", meeting_people: "Meeting people", deepening: "Time to deepen relationships" };
    const names = Object.keys(words).filter((key) => results.some((m) => m.bottleneck === key)).map((key, at) => (at ? words[key][0].toLowerCase() + words[key].slice(1) : words[key]));
    return `${joined(names)} ${names.length > 1 ? "are what hold" : "is what holds"} them back.`;
  }

  return { decimal, hours, count, percent, money, moneyTick, between, figure, range, headline };
}
