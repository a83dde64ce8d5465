"""Scenarios at the edges, for the tests of all exports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from calculator import assumptions
from calculator.documents import validated
from calculator.model import Scenario

Tree = dict[str, Any]
LINK = "https://example.org/?preset=uk-owner-2026-11&profile.hourly_value=40"
HOSTILE = '</script><script>window.hit = 1</script><img src=x onerror="window.hit = 1">'
LONG = "Breakfast club on Tuesdays, lunch club on Thursdays and a call on each Friday"


def edited(name: str, change: Callable[[Tree], None]) -> Scenario:
    """A preset with a change to its tree."""
    tree = assumptions.scenario(name).model_dump(mode="json")
    change(tree)
    return validated(tree)


def hostile(tree: Tree) -> None:
    """Words that would break out of whatever holds them."""
    tree["name"] = "=1+1 <!-- & ]]> ${x} 比較 ☕"
    tree["activities"]["breakfast"]["name"] = HOSTILE
    tree["strategies"]["online"]["name"] = '=HYPERLINK("https://example.org")'
    tree["strategies"]["blended"]["name"] = HOSTILE


def six(tree: Tree) -> None:
    """Six strategies with long names."""
    mix = tree["strategies"]["blended"]["times_per_year"]
    for number in (4, 5, 6):
        tree["strategies"][f"mix_{number}"] = {"name": f"{LONG} {number}", "times_per_year": dict(mix)}


def twelve(tree: Tree) -> None:
    """As many strategies as there may be."""
    six(tree)
    mix = tree["strategies"]["online"]["times_per_year"]
    for number in range(7, 13):
        tree["strategies"][f"mix_{number}"] = {"name": f"Mix {number}", "times_per_year": dict(mix)}


def one(tree: Tree) -> None:
    """A single strategy."""
    tree["strategies"] = {"online": tree["strategies"]["online"]}


def none(tree: Tree) -> None:
    """No strategy, and nothing to do."""
    tree["strategies"], tree["activities"], tree["ranges"] = {}, {}, {}


def idle(tree: Tree) -> None:
    """Strategies in which nothing takes place."""
    tree["strategies"] = {key: {"name": key, "times_per_year": {}} for key in ("a", "b")}
    tree["ranges"] = {path: spread for path, spread in tree["ranges"].items() if "strategies." not in path}


def certain(tree: Tree) -> None:
    """No number has a range."""
    tree["ranges"] = {}


def role(tree: Tree) -> None:
    """One role is sought."""
    tree["goal"] = "role"


CASES = {
    "GBP": assumptions.scenario("uk-owner"),
    "USD": assumptions.scenario("us-owner"),
    "CAD": assumptions.scenario("ca-owner"),
    "seeker": assumptions.scenario("uk-job-seeker"),
    "hostile": edited("uk-owner", hostile),
    "six": edited("us-owner", six),
    "twelve": edited("uk-owner", twelve),
    "one": edited("ca-owner", one),
    "none": edited("uk-owner", none),
    "idle": edited("uk-owner", idle),
    "certain": edited("uk-owner", certain),
    "role": edited("us-owner", role),
}
