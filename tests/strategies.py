"""Hypothesis strategies: scenarios as users could make them, from nothing at all to the edge of every bound.

Numbers come from three places: the ends of the field's bounds, the neighbourhood in which people are (twenty presses
of the button from the lower bound), and anywhere between the bounds. Figures below 10⁻⁹ are taken as 0, which keeps the
arithmetic of the tests away from numbers that no door would ever show.
"""

from functools import cache, partial
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


def number(known, drawn):
    """The value of a field that two drawn bytes stand for; 0 is the lower bound."""
    kind, at = drawn % 10, drawn // 10
    near = min(known.high, known.low + 20 * known.step)
    if kind < 6:
        value = known.low + (near - known.low) * (at % 1001) / 1000
    elif kind < 8:
        value = (known.low, near, known.high)[at % 3]
    else:
        value = known.low + (known.high - known.low) * at / 6553
    return value if abs(value) > 1e-9 else max(known.low, 0.0)


@cache
def bytes_for(many):
    """So many bytes."""
    return st.binary(min_size=many, max_size=many)


def drawn_numbers(known):
    """Values of these fields, by name, all of one draw: to draw takes hypothesis longer than the engine to reckon."""
    read = {name: partial(number, field) for name, field in known.items()}
    return bytes_for(2 * len(read)).map(
        lambda drawn: {
            name: value(int.from_bytes(drawn[2 * at : 2 * at + 2])) for at, (name, value) in enumerate(read.items())
        }
    )


def branches(kind):
    """Plain trees of one kind of branch: every number over its bounds."""
    fields = kind.model_fields.items()
    return drawn_numbers({name: parameter("", "", field) for name, field in fields if is_number(field)})


NUMBERS = {kind: branches(kind) for kind in (Profile, Channel, Pipeline, Activity)}
TIMES_A_YEAR = [drawn_numbers(dict.fromkeys(ACTIVITIES[:many], parameter("", "", TIMES))) for many in range(4)]
"""How often a year, of the first so many activities."""


SOME_DAYS = st.integers(0, 2 ** len(DAYS) - 1).map(
    lambda drawn: [day for at, day in enumerate(DAYS) if drawn >> at & 1]
)
"""Days of the week, none to all."""
SHARE = st.floats(0, 1, allow_subnormal=False)
ACTIVITY_NAMES = st.sampled_from(["Breakfast", "Call", "Café ☕"])
A_MEDIUM = st.sampled_from(MEDIA)


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
    start = travel / 120 + 0.001 + spare * draw(SHARE)
    words = {"name": draw(ACTIVITY_NAMES), "medium": draw(A_MEDIUM), "days": draw(SOME_DAYS)}
    fitted = {"travel_minutes": travel, "session_minutes": session, "pitch_seconds": seconds}
    return {**tree, **words, **fitted, "start_hour": draw(st.sampled_from([None, start, start]))}


ENDS = st.lists(st.integers(0, 96), unique=True, min_size=2, max_size=4)
"""Quarters of an hour at which protected time begins or ends."""
AT_MOST_THREE = st.integers(0, 3)


@st.composite
def windows(draw):
    """Protected time: spans in a row, so that none overlaps another, some of them touching."""
    spans = list(pairwise(sorted(draw(ENDS))))[: draw(AT_MOST_THREE)]
    return {
        f"window_{i}": {"days": draw(SOME_DAYS), "start_hour": low / 4, "end_hour": high / 4}
        for i, (low, high) in enumerate(spans)
    }


CHOSEN = st.integers(0, 15)
AN_ACTIVITY, PROTECTED = activities(), windows()
MANY = st.integers(1, len(ACTIVITIES))
WORDS = [st.sampled_from(known) for known in (["Mine", "Ada & Söhne", "比較"], ["GBP", "USD", "CAD"], ["mile", "km"])]
A_GOAL = st.sampled_from(GOALS)


@st.composite
def trees(draw, goal=None, strategies=STRATEGIES, **profile):
    """The plain tree of a valid scenario; `profile` sets fields of the person."""
    made = {key: draw(AN_ACTIVITY) for key in ACTIVITIES[: draw(MANY)]}
    goal = goal or draw(A_GOAL)
    name, currency, distance_unit = map(draw, WORDS)

    def times():
        """How often a year: in half of the strategies of every activity, in half of them of some."""
        some = draw(CHOSEN)
        often = draw(TIMES_A_YEAR[len(made)]).items()
        return {key: value for at, (key, value) in enumerate(often) if some > 7 or some >> at & 1}

    return {
        "name": name,
        "currency": currency,
        "distance_unit": distance_unit,
        "goal": goal,
        "profile": draw(profiles(**profile)),
        "protected": draw(PROTECTED),
        "media": {medium: draw(NUMBERS[Channel]) for medium in MEDIA},
        "activities": made,
        "strategies": {key: {"name": key.capitalize(), "times_per_year": times()} for key in strategies},
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


AT_SEVEN = st.sampled_from([None, 7.0])


@st.composite
def lively(draw, goal=None):
    """Valid scenarios in which relationships form, fade and are won, with every bottleneck among them."""
    tree = draw(trees(goal=goal))

    def steps(spans):
        drawn = draw(bytes_for(len(spans)))
        return {
            field: low + (high - low) * (at % 21) / 20
            for at, (field, (low, high)) in zip(drawn, spans.items(), strict=True)
        }

    tree["profile"].update(steps(LIVELY["profile"]))
    tree["pipelines"][tree["goal"]].update(steps(LIVELY["pipelines"]))
    for activity in tree["activities"].values():
        activity.update(steps(LIVELY["activities"]), travel_minutes=60.0, start_hour=draw(AT_SEVEN))
    for strategy in tree["strategies"].values():
        often = draw(bytes_for(len(tree["activities"])))
        strategy["times_per_year"] = {key: float(at % 61) for key, at in zip(tree["activities"], often, strict=True)}
    for medium, richness in zip(tree["media"].values(), draw(bytes_for(len(MEDIA))), strict=True):
        medium["richness"] = richness % 11 / 10
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
