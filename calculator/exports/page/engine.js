"use strict";
// The engine once more, for a page that computes with no server: measures(scenario) gives every measure of every
// strategy, as model and engine define them in Python. A test holds the two together. Nothing is null, never NaN.
const PARTS = ["conversation", "pitches", "travel", "preparation", "follow_up", "settling"];
const ITEMS = ["dues", "meals", "travel", "entry", "joining", "subscriptions"];
const SERIES_BELOW = 1e-3; // where δt is smaller, (t − a)/δ loses digits and its series is taken

const sum = (values) => Object.values(values).reduce((total, value) => total + value, 0);

// -- what one occurrence takes: minutes ---------------------------------------------------------------

function minutesByPart(a) {
  const pitches = Math.min(Math.max(a.people_in_round - 1, 0) * a.pitch_seconds / 60, a.session_minutes);
  return {
    conversation: a.session_minutes - pitches,
    pitches,
    travel: a.travel_minutes * (1 - a.travel_working_share),
    preparation: a.preparation_minutes,
    follow_up: a.follow_up_minutes,
    settling: a.settling_minutes,
  };
}

function protectedMinutes(a, windows) {
  let travel = 0, session = 0;
  if (a.start_hour !== null && a.days.length) {
    const half = a.travel_minutes / 120, end = a.start_hour + a.session_minutes / 60;
    const overlap = (from, to, w) => Math.max(Math.min(to, w.end_hour) - Math.max(from, w.start_hour), 0);
    for (const w of windows) {
      const share = a.days.filter((day) => w.days.includes(day)).length / a.days.length;
      travel += 60 * share * (overlap(a.start_hour - half, a.start_hour, w) + overlap(end, end + half, w));
      session += 60 * share * overlap(a.start_hour, end, w);
    }
  }
  return { travel: Math.min(travel, a.travel_minutes), session: Math.min(session, a.session_minutes) };
}

function weightedMinutes(a, profile, inside) {
  const minutes = minutesByPart(a), extra = profile.protected_time_value - 1;
  const share = inside.session / Math.max(a.session_minutes, 1e-300), idle = a.dead_time_share;
  const weight = (1 - idle) * (1 + extra * share) + idle * profile.dead_time_value;
  return {
    ...minutes,
    conversation: minutes.conversation * weight,
    pitches: minutes.pitches * weight,
    travel: minutes.travel + inside.travel * extra,
  };
}

// -- cash -----------------------------------------------------------------------------------------------

function cashByItem(a, n, profile) {
  const years = profile.years, member = n > 0 ? 1 : 0; // dues fall due once you take part at all
  return {
    dues: member * a.annual_dues * years,
    meals: n * years * a.meal_fee,
    travel: n * years * (a.travel_distance * profile.mileage_rate + a.fares_and_parking),
    entry: n * years * a.entry_fee,
    joining: member * a.joining_fee,
    subscriptions: member * a.monthly_subscription * 12 * years,
  };
}

// -- relationships that are warm, in closed form --------------------------------------------------------

const faded = (decay, t) => (decay > 0 ? -Math.expm1(-decay * t) / decay : t);

function fadedTwice(decay, t, once) {
  const x = decay * t;
  return x < SERIES_BELOW ? t * t * (0.5 - x / 6 + x * x / 24 - x ** 3 / 120) : (t - once) / decay;
}

function area(start, rate, decay, t) {
  const once = faded(decay, t);
  return start * once + rate * fadedTwice(decay, t, once);
}

function reaching(start, rate, decay, level) {
  const straight = (level - start) / (rate - decay * start);
  return decay > 0 ? -Math.log1p(-decay * straight) / decay : straight;
}

// Years until ∫S is the amount: Halley's method from the parabola that touches at 0.
function invested(start, rate, decay, amount) {
  const bend = 2 * (rate - decay * start) * amount;
  let t = 2 * amount / (start + Math.sqrt(Math.max(start * start + bend, 0)));
  for (let i = 0; i < 60; i++) {
    const once = faded(decay, t), level = start + (rate - decay * start) * once;
    const excess = start * once + rate * fadedTwice(decay, t, once) - amount;
    const square = Math.max(level * level, 1e-300);
    const step = excess * level / Math.max(square - excess * (rate - decay * level) / 2, square / 2);
    t = Math.max(t - step, 0);
    if (Math.abs(step) <= 1e-5 * (1 + t)) break;
  }
  return t;
}

// The two pieces of a phase, either of which may last 0 years, and S at its end.
function phase(start, rate, decay, cap, duration) {
  const end = duration > 0 ? start * Math.exp(-decay * duration) + rate * faded(decay, duration) : start;
  const over = start > cap, crosses = over !== end > cap;
  let turn = crosses ? reaching(start, rate, decay, cap) : duration;
  turn = Math.min(Number.isNaN(turn) ? 0 : Math.max(turn, 0), duration);
  const piece = (from, capped, lasts) => ({
    start: from, rate, decay, cap, capped, duration: lasts,
    whole: lasts > 0 ? (capped ? cap * lasts : area(from, rate, decay, lasts)) : 0,
  });
  return { pieces: [piece(start, over, turn), piece(cap, !over, duration - turn)], end };
}

function warmth(start, rates, turn, decay, cap, years) {
  const first = phase(start, rates[0], decay, cap, turn);
  const second = phase(first.end, rates[1], decay, cap, years - turn);
  const pieces = [...first.pieces, ...(years > turn ? second.pieces : [])];
  return { pieces, end: second.end, whole: pieces.reduce((total, piece) => total + piece.whole, 0) };
}

// Years until ∫Warm is the amount; null where the horizon ends first.
function timeTo(pieces, amount) {
  let before = 0, begin = 0;
  for (const p of pieces) {
    const after = before + p.whole;
    if (amount <= after && after > before) {
      const rest = Math.max(amount - before, 0);
      return begin + Math.min(p.capped ? rest / p.cap : invested(p.start, p.rate, p.decay, rest), p.duration);
    }
    before = after;
    begin += p.duration;
  }
  return null;
}

// -- what a mix yields ----------------------------------------------------------------------------------

function flow(scenario, used) {
  const { profile, media } = scenario, pipeline = scenario.pipelines[scenario.goal], years = profile.years;
  let met = 0, joined = 0, members = 0, hours = 0, touchpoints = 0;
  for (const [a, n] of used) {
    const introduced = Math.min(a.contacts_on_joining, n * years * a.touchpoints);
    met += n * a.relevant_share * a.new_contacts;
    joined += introduced;
    members += a.relevant_share * introduced;
    hours += n * minutesByPart(a).conversation / 60 * a.relevant_share * media[a.medium].richness;
    touchpoints += n * a.touchpoints;
  }
  const deepened = hours / pipeline.hours_to_trust, kept = touchpoints / pipeline.touchpoints_per_relationship;
  const surplus = deepened - met, turn = surplus > 0 ? Math.min(years, members / surplus) : years;
  const decay = pipeline.churn > 1e-15 ? -Math.log1p(-pipeline.churn) : 0;
  const rates = [deepened, Math.min(deepened, met)];
  const warm = warmth(pipeline.starting_relationships, rates, turn, decay, kept, years);
  const lacking = turn < years || (deepened > met && members === 0);
  const held = warm.end > kept ? "keeping_in_touch" : lacking ? "meeting_people" : "deepening";
  return { met, joined, touchpoints, kept, warm, bottleneck: used.some(([, n]) => n > 0) ? held : null };
}

// -- the measures of one strategy, over the horizon -----------------------------------------------------

function measuresOf(scenario, strategy) {
  const { profile, goal } = scenario, pipeline = scenario.pipelines[goal], years = profile.years;
  const used = Object.entries(scenario.activities).map(([key, a]) => [a, strategy.times_per_year[key] ?? 0]);
  const windows = Object.values(scenario.protected), inside = new Map();
  const hoursByPart = Object.fromEntries(PARTS.map((part) => [part, 0]));
  const valueByPart = { ...hoursByPart };
  const cash = Object.fromEntries(ITEMS.map((item) => [item, 0]));
  let wasted = 0, guarded = 0, contacts = 0;
  for (const [a, n] of used) {
    const clash = protectedMinutes(a, windows), minutes = minutesByPart(a);
    const weighted = weightedMinutes(a, profile, clash), paid = cashByItem(a, n, profile), hours = n * years / 60;
    for (const part of PARTS) {
      hoursByPart[part] += hours * minutes[part];
      valueByPart[part] += hours * weighted[part] * profile.hourly_value;
    }
    for (const item of ITEMS) cash[item] += paid[item];
    if (a.medium !== "written") wasted += hours * a.session_minutes * (1 - a.relevant_share);
    guarded += hours * (clash.travel + clash.session);
    contacts += n * years * a.new_contacts;
  }
  const yielded = flow(scenario, used);
  const hours = sum(hoursByPart), paid = sum(cash), worth = sum(valueByPart), cost = paid + worth;
  contacts += yielded.joined;
  const relationships = Math.min(yielded.warm.end, yielded.kept);
  const referrals = yielded.warm.whole * pipeline.referrals_per_relationship;
  const wins = referrals * pipeline.close_rate, probability = -Math.expm1(-wins);
  const per = pipeline.referrals_per_relationship * pipeline.close_rate;
  const reached = probability >= 0.5 ? timeTo(yielded.warm.pieces, Math.LN2 / per) : null;
  const won = goal === "role" ? probability : wins, value = won * pipeline.value_per_win;
  const each = (amount) => (amount > 0 && Number.isFinite(cost / amount) ? cost / amount : null);
  return {
    hours, cash: paid, time_value: worth, cost, hours_per_week: hours / years / profile.weeks_per_year,
    contacts, touchpoints: yielded.touchpoints * years, relationships, referrals, wins, win_probability: probability,
    months_to_first_win: reached === null ? null : 12 * reached, value, net_value: value - cost,
    cost_per_contact: each(contacts), cost_per_relationship: each(relationships),
    cost_per_referral: each(referrals), cost_per_win: each(won),
    wasted_hours: wasted, protected_hours: guarded, bottleneck: yielded.bottleneck,
    hours_by_part: hoursByPart, time_value_by_part: valueByPart, cash_by_item: cash,
  };
}

function measures(scenario) {
  const found = Object.entries(scenario.strategies).map(([key, strategy]) => [key, measuresOf(scenario, strategy)]);
  return Object.fromEntries(found);
}
