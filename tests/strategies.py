"""Hypothesis strategies: scenarios as users could make them, from nothing at all to the edge of every bound.

Numbers come from three places: the ends of the field's bounds, the neighbourhood in which people are (twenty presses
of the button from the lower bound), and anywhere between the bounds. Figures below 10⁻⁹ are taken as 0, which keeps the
arithmetic of the tests away from numbers that no door would ever show.
"""

from itertools import pairwise

from hypothesis import settings
from hypothesis import strategies as st

from calculator.changes import replace
from calculator.model import DAYS, TIMES, Activity, Channel, Pipeline, Profile, Scenario, is_number
from calculator.parameters import get, parameter, parameters

FEW = settings(max_examples=settings().max_examples // 5)
"""For laws whose every example is a comparison with its draws."""
MEDIA = ("in_person", "video", "phone", "written")
ACTIVITIES = ("breakfast", "call", "coffee")
STRATEGIES = ("face_to_face", "online", "blended")
GOALS = ("clients", "role")


def numbers(field):
    """Values that a numeric field of the model takes."""
    known = parameter("", "", field)
    near = min(known.high, known.low + 20 * known.step)
    everyday = st.integers(1, 1000).map(lambda i: known.low + (near - known.low) * i / 1000)
    return st.one_of(
        everyday,
        everyday,
        everyday,
        st.sampled_from([known.low, near, known.high]),
        st.floats(known.low, known.high, allow_subnormal=False),
    ).map(lambda value: max(known.low, value if abs(value) > 1e-9 else 0.0))


def branches(kind, **given):
    """Plain trees of one kind of branch: every number over its bounds, and what is given."""
    fields = {name: numbers(field) for name, field in kind.model_fields.items() if is_number(field)}
    return st.fixed_dictionaries({**fields, **given})


NUMBERS = {kind: branches(kind) for kind in (Profile, Channel, Pipeline, Activity)}
TIMES_A_YEAR = numbers(TIMES)
"""How often a year."""


@st.composite
def profiles(draw, **given):
    """The person, with the fields given set."""
    return {**draw(NUMBERS[Profile]), **given}


@st.composite
def activities(draw):
    """One activity whose round of pitches fits in its session, and which begins and ends on one day."""
    tree = draw(NUMBERS[Activity])
    travel, session = min(tree["travel_minutes"], 600.0), min(tree["session_minutes"], 600.0)
    people, seconds = tree["people_in_round"], tree["pitch_seconds"]
    if max(people - 1, 0) * seconds / 60 > session:
        seconds = max(0.0, 0.999 * 60 * session / (people - 1))
    spare = 24 - (travel + session) / 60 - 0.002
    start = travel / 120 + 0.001 + spare * draw(st.floats(0, 1, allow_subnormal=False))
    days = draw(st.lists(st.sampled_from(DAYS), unique=True, max_size=7))
    words = {"name": draw(st.sampled_from(["Breakfast", "Call", "Café ☕"])), "medium": draw(st.sampled_from(MEDIA))}
    fitted = {"travel_minutes": travel, "session_minutes": session, "pitch_seconds": seconds, "days": days}
    return {**tree, **words, **fitted, "start_hour": draw(st.sampled_from([None, start, start]))}


@st.composite
def windows(draw):
    """Protected time: spans in a row, so that none overlaps another, some of them touching."""
    ends = sorted(draw(st.lists(st.integers(0, 96), unique=True, min_size=2, max_size=4)))
    spans = list(pairwise(ends))[: draw(st.integers(0, 3))]
    days = st.lists(st.sampled_from(DAYS), unique=True, max_size=7)
    return {
        f"window_{i}": {"days": draw(days), "start_hour": low / 4, "end_hour": high / 4}
        for i, (low, high) in enumerate(spans)
    }


@st.composite
def trees(draw, goal=None, strategies=STRATEGIES, **profile):
    """The plain tree of a valid scenario; `profile` sets fields of the person."""
    found = {key: draw(activities()) for key in ACTIVITIES[: draw(st.integers(1, len(ACTIVITIES)))]}
    used = dict.fromkeys(found, TIMES_A_YEAR)
    times = st.one_of(st.fixed_dictionaries(used), st.fixed_dictionaries({}, optional=used))
    goal = goal or draw(st.sampled_from(GOALS))
    return {
        "name": draw(st.sampled_from(["Mine", "Ada & Söhne", "比較"])),
        "currency": draw(st.sampled_from(["GBP", "USD", "CAD"])),
        "distance_unit": draw(st.sampled_from(["mile", "km"])),
        "goal": goal,
        "profile": draw(profiles(**profile)),
        "protected": draw(windows()),
        "media": {medium: draw(NUMBERS[Channel]) for medium in MEDIA},
        "activities": found,
        "strategies": {key: {"name": key.capitalize(), "times_per_year": draw(times)} for key in strategies},
        "pipelines": {goal: draw(NUMBERS[Pipeline])},
    }


def scenarios(**given):
    """Valid scenarios."""
    return trees(**given).map(Scenario.model_validate)


LIVELY = {
    "profile": {"years": (0.25, 5)},
    "activities": {
        "session_minutes": (40, 180),
        "pitch_seconds": (0, 40),
        "people_in_round": (0, 40),
        "new_contacts": (0, 0.4),
        "contacts_on_joining": (0, 40),
        "relevant_share": (0.2, 1),
        "touchpoints": (0, 8),
    },
    "pipelines": {
        "starting_relationships": (0, 30),
        "hours_to_trust": (0.5, 6),
        "touchpoints_per_relationship": (2, 20),
        "churn": (0, 0.9),
        "referrals_per_relationship": (0.05, 1),
        "close_rate": (0.05, 1),
    },
}
"""Where everything that can bind does bind in turn: each range is taken in twenty steps, its ends included."""


@st.composite
def lively(draw, goal=None):
    """Valid scenarios in which relationships form, fade and are won, with every bottleneck among them."""
    tree = draw(trees(goal=goal))

    def steps(spans):
        return {field: low + (high - low) * draw(st.integers(0, 20)) / 20 for field, (low, high) in spans.items()}

    tree["profile"].update(steps(LIVELY["profile"]))
    tree["pipelines"][tree["goal"]].update(steps(LIVELY["pipelines"]))
    for activity in tree["activities"].values():
        activity.update(steps(LIVELY["activities"]), travel_minutes=60.0, start_hour=draw(st.sampled_from([None, 7.0])))
    for strategy in tree["strategies"].values():
        strategy["times_per_year"] = {key: float(draw(st.integers(0, 60))) for key in tree["activities"]}
    for medium in tree["media"].values():
        medium["richness"] = draw(st.integers(0, 10)) / 10
    return Scenario.model_validate(tree)


@st.composite
def ranged(draw, **given):
    """Valid scenarios in which some numbers have a range around them, within their bounds."""
    found = draw(lively(**given))
    known = parameters(found)
    changes = {}
    for path in draw(st.lists(st.sampled_from(sorted(known)), max_size=6, unique=True)):
        value = get(found, path)
        if value is not None:
            low = max(value - (value - known[path].low) * draw(st.integers(0, 10)) / 10, known[path].low)
            high = min(value * (1 + draw(st.integers(0, 10)) / 10) + draw(st.sampled_from([0, 1])), known[path].high)
            changes[path] = f"{low}..{value}..{high}"
    return replace(found, changes)
