// The engine once more, for a page that computes with no server: measures(scenario) gives every measure of every
// strategy, as model and engine define them in Python. A test holds the two together. Nothing is null, never NaN.
// What one occurrence takes and costs stands in formulas.js, which is written from the Python; the rest is by hand.
const SERIES_BELOW = 1e-3; // where δt is smaller, (t − a)/δ loses digits and its series is taken

const sum = (values) => Object.values(values).reduce((total, value) => total + value, 0);

// -- what formulas.js takes from calculator/engine/arithmetic.py ----------------------------------------

const minimum = Math.min, maximum = Math.max;
const where = (held, one, other) => (held ? one : other);
const same = (one, other) => one === other;
const given = (number) => number !== null;
const never = (number) => number === 0;
const shared = (days, ...others) => days.filter((day) => others.every((each) => each.includes(day))).length;

// What one activity costs over the horizon, by item: fees at each occurrence, and dues for taking part at all.
function cash_by_item(a, n, profile) {
  const fees = occurrence_cash(a, profile), dues = membership_cash(a, profile.years);
  const paid = (item) => (FEES.includes(item) ? n * profile.years * fees[item] : n > 0 ? dues[item] : 0);
  return Object.fromEntries(ITEMS.map((item) => [item, paid(item)]));
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
    hours += n * conversation_minutes(a) / 60 * a.relevant_share * media[a.medium].richness;
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
  const windows = Object.values(scenario.protected);
  const hoursByPart = Object.fromEntries(PARTS.map((part) => [part, 0]));
  const valueByPart = { ...hoursByPart };
  const cash = Object.fromEntries(ITEMS.map((item) => [item, 0]));
  let wasted = 0, guarded = 0, contacts = 0;
  for (const [a, n] of used) {
    const clash = protected_minutes(a, windows), minutes = minutes_by_part(a), hours = n * years / 60;
    const weighted = { ...minutes, ...weighted_minutes(a, profile, clash) }, paid = cash_by_item(a, n, profile);
    for (const part of PARTS) {
      hoursByPart[part] += hours * minutes[part];
      valueByPart[part] += hours * weighted[part] * profile.hourly_value;
    }
    for (const item of ITEMS) cash[item] += paid[item];
    wasted += n * years * wasted_hours(a);
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
  const results = Object.entries(scenario.strategies).map(([key, strategy]) => [key, measuresOf(scenario, strategy)]);
  return Object.fromEntries(results);
}
