"use strict";
// Written by `make golden` from calculator/engine/time.py, calculator/engine/cash.py and calculator/parts.py: a change
// belongs there, and not here.

const PARTS = ["conversation", "pitches", "travel", "preparation", "follow_up", "settling"];
const ITEMS = ["dues", "meals", "travel", "entry", "joining", "subscriptions"];
const FEES = ["meals", "travel", "entry"];

const Inside = (travel, session) => ({ travel, session });

// Minutes on the road, both ways, less what is put to work there.
function travel_minutes(activity) {
  return activity.travel_minutes * (1 - activity.travel_working_share);
}

// Minutes spent listening to the others' pitches; never longer than the session.
function pitch_minutes(activity) {
  const others = maximum(activity.people_in_round - 1, 0);
  return minimum(others * activity.pitch_seconds / 60, activity.session_minutes);
}

// Minutes of the session that are not others' pitches; your own pitch is in them.
function conversation_minutes(activity) {
  return activity.session_minutes - pitch_minutes(activity);
}

// Minutes of one occurrence by part. Their order is that of `parts.PARTS`.
function minutes_by_part(activity) {
  const pitches = pitch_minutes(activity);
  return {
    "conversation": activity.session_minutes - pitches,
    "pitches": pitches,
    "travel": travel_minutes(activity),
    "preparation": activity.preparation_minutes,
    "follow_up": activity.follow_up_minutes,
    "settling": activity.settling_minutes,
  };
}

// Hours of the session with people who cannot help; none where nobody speaks.
function wasted_hours(activity) {
  const written = same(activity.medium, "written");
  if (written === true) {
    return 0;
  }
  return where(written, 0, activity.session_minutes / 60 * (1 - activity.relevant_share));
}

// Minutes of travel (in full) and of session inside protected time; 0 with no start or no days.
function protected_minutes(activity, windows) {
  let travel = 0;
  let session = 0;
  if (activity.start_hour === null) {
    return Inside(travel, session);
  }
  for (const window of windows) {
    const share = shared_days(activity, window);
    if (!never(share)) {
      travel += 60 * share * travel_inside(activity, window);
      session += 60 * share * session_inside(activity, window);
    }
  }
  if (never(travel) && never(session)) {
    return Inside(travel, session);
  }
  return Inside(minimum(travel, activity.travel_minutes), minimum(session, activity.session_minutes));
}

// Share of an activity's days on which the window falls; 0 with no start or no days.
function shared_days(activity, window) {
  const days = shared(activity.days);
  const falls = (given(activity.start_hour) && days > 0);
  return where(falls, shared(activity.days, window.days) / maximum(days, 1), 0);
}

// Hours of the way out and the way home inside the window, on a day that it falls on.
function travel_inside(activity, window) {
  const start = activity.start_hour;
  const end = start + activity.session_minutes / 60;
  const half = activity.travel_minutes / 120;
  return overlap(start - half, start, window) + overlap(end, end + half, window);
}

// Hours of the session inside the window, on a day that it falls on.
function session_inside(activity, window) {
  const start = activity.start_hour;
  return overlap(start, start + activity.session_minutes / 60, window);
}

// Hours of [begin, end] inside the window, on a day that it falls on.
function overlap(begin, end, window) {
  return maximum(minimum(end, window.end_hour) - maximum(begin, window.start_hour), 0);
}

// Minutes of conversation, pitches and travel at what they are worth against minutes of working time.
function weighted_minutes(activity, profile, inside) {
  const minutes = minutes_by_part(activity);
  const extra = profile.protected_time_value - 1;
  const share = inside.session / maximum(activity.session_minutes, 1e-300);
  const idle = activity.dead_time_share;
  const weight = (1 - idle) * (1 + extra * share) + idle * profile.dead_time_value;
  return {
    "conversation": minutes.conversation * weight,
    "pitches": minutes.pitches * weight,
    "travel": minutes.travel + inside.travel * extra,
  };
}

// Money one occurrence costs, by item.
function occurrence_cash(activity, profile) {
  const drive = activity.travel_distance * profile.mileage_rate;
  return {
    "meals": activity.meal_fee,
    "travel": drive + activity.fares_and_parking,
    "entry": activity.entry_fee,
  };
}

// Money that taking part at all costs over the horizon, by item, however often.
function membership_cash(activity, years) {
  return {
    "dues": activity.annual_dues * years,
    "joining": activity.joining_fee,
    "subscriptions": activity.monthly_subscription * 12 * years,
  };
}
