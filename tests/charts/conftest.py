"""Scenarios at the edges, and a stand-in for draws, for all tests of charts."""

from dataclasses import dataclass

import pytest

from calculator import assumptions
from calculator.cases import Cases
from calculator.charts import compare_charts
from calculator.documents import validated
from calculator.engine import Results, evaluate
from calculator.period import Period

MARKUP = '<b>R & D</b> <a href="https://example.org">x</a>'


@dataclass(frozen=True)
class StandIn:
    """Draws that scatter evenly around the scenario's own figures."""

    results: Results

    def exact(self, measure):
        """The scenario's own figure."""
        return self.results[measure][0]

    def likely(self, measure):
        """Somewhat more than that, as the middle of draws may be."""
        return self.results[measure][0] * 1.1

    def band(self, measure, share):
        """As far around the scenario's own figure as the share says."""
        return self.exact(measure) * (1 - share), self.exact(measure) * (1 + share)


def edited(name="uk-owner", change=None):
    """A preset's scenario with a change to its tree."""
    tree = assumptions.scenario(name).model_dump(mode="json")
    (change or as_it_is)(tree)
    return validated(tree)


def charts_of(scenario, period="year"):
    """All charts of a scenario."""
    results = evaluate(Cases(scenario))
    return compare_charts(results, StandIn(results), Period.of(period, scenario.profile))


def as_it_is(tree):
    """No change."""


def one(tree):
    """Only the online strategy."""
    tree["strategies"] = {"online": tree["strategies"]["online"]}


def idle(tree):
    """Strategies in which nothing takes place."""
    tree["strategies"] = {key: {"name": key, "times_per_year": {}} for key in ("a", "b")}


def no_activities(tree):
    """Strategies, and nothing to do."""
    tree["activities"], tree["ranges"] = {}, {}
    tree["strategies"] = {"a": {"name": "A", "times_per_year": {}}}


def worthless(tree):
    """An hour worth nothing."""
    tree["profile"]["hourly_value"] = 0.0


def nothing_won(tree):
    """Referrals none of which closes."""
    tree["pipelines"]["clients"]["close_rate"] = 0.0


def free(tree):
    """Neither hours nor cash cost anything."""
    worthless(tree)
    for activity in tree["activities"].values():
        activity.update(dict.fromkeys((key for key in activity if key in FEES), 0.0))


FEES = (
    "meal_fee",
    "entry_fee",
    "fares_and_parking",
    "travel_distance",
    "annual_dues",
    "joining_fee",
    "monthly_subscription",
)


def eight(tree):
    """Eight strategies, long names and a person's own markup among them."""
    names = ("Mostly conferences, some lunches", "W" * 80, "Nothing", MARKUP, "x" * 41)
    mixes = ({"conference": 6, "lunch": 20}, {"event": 100}, {}, {"content": 50}, {"breakfast": 20, "phone": 30})
    for slot, (name, mix) in enumerate(zip(names, mixes, strict=True), 4):
        tree["strategies"][f"mix_{slot}"] = {"name": name, "times_per_year": mix}


def short(tree):
    """A horizon of three months."""
    tree["profile"]["years"] = 0.25


EDGES = {
    "preset": ("uk-owner", as_it_is),
    "role": ("uk-job-seeker", as_it_is),
    "dollars": ("us-owner", lambda tree: tree.update(currency="CAD")),
    "one": ("uk-owner", one),
    "idle": ("uk-owner", idle),
    "no activities": ("uk-owner", no_activities),
    "worthless hour": ("uk-owner", worthless),
    "nothing won": ("uk-owner", nothing_won),
    "free": ("uk-owner", free),
    "eight": ("uk-owner", eight),
    "three months": ("uk-owner", short),
    "ten years": ("uk-owner", lambda tree: tree["profile"].update(years=10.0)),
}


@pytest.fixture(scope="session", params=[(edge, period) for edge in EDGES for period in ("week", "all")], ids=str)
def charts(request):
    """All charts of each edge, for a week and for the whole horizon."""
    edge, period = request.param
    return charts_of(edited(*EDGES[edge]), period)
