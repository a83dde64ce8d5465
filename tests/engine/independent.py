"""The cost model a second time: plain, slow and scalar, written from the contract and not from the engine.

It reads the JSON tree of a scenario, one strategy at a time, in loops. Where the engine has a closed form for warm
relationships, this solves S' = R − δS in small steps (Runge–Kutta) and adds up min(S, K) by Simpson's rule. The
property tests hold the two against each other; nothing here may import the engine.
"""

import math

PITCHED = ("conversation", "pitches")


def figures(scenario, strategy, steps=800, fine=200):
    """Every measure of one strategy, by name, with the breakdowns under their own names.

    Each phase is solved in so many `steps`, and a step in which S crosses K in so many `fine` ones.
    """
    profile, pipeline = scenario["profile"], scenario["pipelines"][scenario["goal"]]
    mix = {key: n for key, n in scenario["strategies"][strategy]["times_per_year"].items() if n > 0}
    years = profile["years"]
    found = {
        "hours_by_part": dict.fromkeys(
            ("conversation", "pitches", "travel", "preparation", "follow_up", "settling"), 0.0
        ),
        "cash_by_item": dict.fromkeys(("dues", "meals", "travel", "entry", "joining", "subscriptions"), 0.0),
        "hours_by_activity": dict.fromkeys(scenario["activities"], 0.0),
        "contacts": 0.0,
        "wasted_hours": 0.0,
        "protected_hours": 0.0,
    }
    found["time_value_by_part"] = dict(found["hours_by_part"])
    rates = {"met": 0.0, "members": 0.0, "effective": 0.0, "touchpoints": 0.0}
    for key, n in mix.items():
        activity = scenario["activities"][key]
        add_time(found, scenario, key, activity, n * years)
        add_cash(found, profile, activity, n * years, years)
        add_rates(rates, found, scenario, activity, n, years)
    course = Course(rates, pipeline, years, steps, fine)
    return {**found, **outcome(found, rates, scenario, course, active=bool(mix))}


def minutes(activity):
    """Minutes of one occurrence by part."""
    pitches = max(0.0, (activity["people_in_round"] - 1) * activity["pitch_seconds"] / 60)
    pitches = min(pitches, activity["session_minutes"])
    return {
        "conversation": activity["session_minutes"] - pitches,
        "pitches": pitches,
        "travel": activity["travel_minutes"] * (1 - activity["travel_working_share"]),
        "preparation": activity["preparation_minutes"],
        "follow_up": activity["follow_up_minutes"],
        "settling": activity["settling_minutes"],
    }


def protected_shares(activity, windows):
    """f_travel and f_session: shares of the travel and session minutes that lie inside protected time."""
    if activity["start_hour"] is None or not activity["days"]:
        return 0.0, 0.0
    half = activity["travel_minutes"] / 60 / 2
    start = activity["start_hour"]
    end = start + activity["session_minutes"] / 60
    on_road = at_table = 0.0
    for day in activity["days"]:
        for window in windows.values():
            if day in window["days"]:
                span = (window["start_hour"], window["end_hour"])
                on_road += common((start - half, start), span) + common((end, end + half), span)
                at_table += common((start, end), span)
    days = len(activity["days"])
    travel = on_road / days / (2 * half) if half > 0 else 0.0
    session = at_table / days / (end - start) if end > start else 0.0
    return travel, session


def common(one, other):
    """Length of what two spans of time have in common."""
    return max(0.0, min(one[1], other[1]) - max(one[0], other[0]))


def add_time(found, scenario, key, activity, times):
    """Hours, what they are worth, and the two of-which lines."""
    profile = scenario["profile"]
    f_travel, f_session = protected_shares(activity, scenario["protected"])
    dearer, idle = profile["protected_time_value"] - 1, activity["dead_time_share"]
    for part, amount in minutes(activity).items():
        worth = amount
        if part == "travel":
            worth += activity["travel_minutes"] * f_travel * dearer
        if part in PITCHED:
            worth *= (1 - idle) * (1 + dearer * f_session) + idle * profile["dead_time_value"]
        found["hours_by_part"][part] += times * amount / 60
        found["hours_by_activity"][key] += times * amount / 60
        found["time_value_by_part"][part] += times * worth / 60 * profile["hourly_value"]
    inside = activity["travel_minutes"] * f_travel + activity["session_minutes"] * f_session
    found["protected_hours"] += times * inside / 60
    if activity["medium"] != "written":
        found["wasted_hours"] += times * activity["session_minutes"] / 60 * (1 - activity["relevant_share"])


def add_cash(found, profile, activity, times, years):
    """Money by item: per occurrence, per year and once."""
    items = found["cash_by_item"]
    items["travel"] += times * activity["travel_distance"] * profile["mileage_rate"]
    items["travel"] += times * activity["fares_and_parking"]
    items["meals"] += times * activity["meal_fee"]
    items["entry"] += times * activity["entry_fee"]
    items["dues"] += years * activity["annual_dues"]
    items["joining"] += activity["joining_fee"]
    items["subscriptions"] += 12 * years * activity["monthly_subscription"]


def add_rates(rates, found, scenario, activity, n, years):
    """People met, members, effective hours and touchpoints."""
    members = min(activity["contacts_on_joining"], n * years * activity["touchpoints"])
    richness = scenario["media"][activity["medium"]]["richness"]
    rates["met"] += activity["relevant_share"] * n * activity["new_contacts"]
    rates["members"] += activity["relevant_share"] * members
    rates["effective"] += n * minutes(activity)["conversation"] / 60 * activity["relevant_share"] * richness
    rates["touchpoints"] += n * activity["touchpoints"]
    found["contacts"] += n * years * activity["new_contacts"] + members


def outcome(found, rates, scenario, course, active):
    """Everything that follows from hours, cash and the course of the relationships."""
    profile, pipeline = scenario["profile"], scenario["pipelines"][scenario["goal"]]
    years, role = profile["years"], scenario["goal"] == "role"
    hours = sum(found["hours_by_part"].values())
    cash = sum(found["cash_by_item"].values())
    time_value = sum(found["time_value_by_part"].values())
    cost = cash + time_value
    integral = course.warm_years(years)
    referrals = pipeline["referrals_per_relationship"] * integral
    wins = referrals * pipeline["close_rate"]
    chance = 1 - math.exp(-wins) if wins > 1e-3 else wins - wins**2 / 2 + wins**3 / 6
    relationships = min(course.end, course.cap)
    return {
        "hours": hours,
        "cash": cash,
        "time_value": time_value,
        "cost": cost,
        "hours_per_week": hours / years / profile["weeks_per_year"],
        "touchpoints": rates["touchpoints"] * years,
        "relationships": relationships,
        "referrals": referrals,
        "wins": wins,
        "win_probability": chance,
        "months_to_first_win": course.months(pipeline),
        "value": (chance if role else wins) * pipeline["value_per_win"],
        "net_value": (chance if role else wins) * pipeline["value_per_win"] - cost,
        "cost_per_contact": per(cost, found["contacts"]),
        "cost_per_relationship": per(cost, relationships),
        "cost_per_referral": per(cost, referrals),
        "cost_per_win": per(cost, chance if role else wins),
        "bottleneck": course.bottleneck() if active else None,
        "course": course,
    }


def per(cost, amount):
    """What one of them costs, or none."""
    return cost / amount if amount > 0 else None


class Course:
    """The relationships of one strategy over its horizon, step by step."""

    def __init__(self, rates, pipeline, years, steps, fine):
        self.steps, self.fine = steps, fine
        self.met, self.members = rates["met"], rates["members"]
        self.deepened = rates["effective"] / pipeline["hours_to_trust"]
        self.cap = rates["touchpoints"] / pipeline["touchpoints_per_relationship"]
        self.delta = -math.log(1 - pipeline["churn"])
        self.years = years
        self.turn = years
        if self.deepened > self.met:
            self.turn = min(years, self.members / (self.deepened - self.met))
        self.cells = []  # (time, step, S at its start, rate, ∫Warm until its start)
        s, area = pipeline["starting_relationships"], 0.0
        slow = min(self.deepened, self.met)
        for begin, end, rate in ((0.0, self.turn, self.deepened), (self.turn, years, slow)):
            s, area = self._walk(begin, end, rate, s, area)
        self.end, self.area = s, area

    def _walk(self, begin, end, rate, s, area):
        step = (end - begin) / self.steps
        for i in range(self.steps if step > 0 else 0):
            self.cells.append((begin + i * step, step, s, rate, area))
            s, more = self._cell(s, rate, step)
            area += more
        return s, area

    def _cell(self, s, rate, step):
        """S after one step and ∫min(S, K) over it; a step in which S crosses K is cut small."""
        after, more = self._simpson(s, rate, step)
        if (s - self.cap) * (after - self.cap) >= 0:
            return after, more
        total = 0.0
        for _ in range(self.fine):
            s, more = self._simpson(s, rate, step / self.fine)
            total += more
        return s, total

    def _simpson(self, s, rate, step):
        middle = self._runge_kutta(s, rate, step / 2)
        after = self._runge_kutta(middle, rate, step / 2)
        return after, step / 6 * (min(s, self.cap) + 4 * min(middle, self.cap) + min(after, self.cap))

    def _runge_kutta(self, s, rate, step):
        k1 = rate - self.delta * s
        k2 = rate - self.delta * (s + step / 2 * k1)
        k3 = rate - self.delta * (s + step / 2 * k2)
        k4 = rate - self.delta * (s + step * k3)
        return s + step / 6 * (k1 + 2 * k2 + 2 * k3 + k4)

    def warm_years(self, time):
        """∫Warm over [0, time]."""
        before = [cell for cell in self.cells if cell[0] <= time]
        if not before:
            return 0.0
        begin, step, s, rate, area = before[-1]
        return area + self._cell(s, rate, min(time - begin, step))[1]

    def months(self, pipeline):
        """Months until the wins expected reach ln 2, by bisection; none if the horizon ends first."""
        yielding = pipeline["referrals_per_relationship"] * pipeline["close_rate"]
        if yielding * self.area < math.log(2):
            return None
        low, high = 0.0, self.years
        for _ in range(50):
            middle = (low + high) / 2
            low, high = (low, middle) if yielding * self.warm_years(middle) >= math.log(2) else (middle, high)
        return 12 * high

    def bottleneck(self):
        """What binds, in the order of the contract."""
        if self.end > self.cap:
            return "keeping_in_touch"
        if self.turn < self.years or (self.deepened > self.met and self.members == 0):
            return "meeting_people"
        return "deepening"
