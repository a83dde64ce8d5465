"""One table of numbers as people write them, at every door: a change, a link, a file, the command line and the API."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from calculator import assumptions, documents, permalink
from calculator.changes import replace
from calculator.cli import reading as command_line
from calculator.errors import CalculatorError
from calculator.model import Scenario
from calculator.parameters import get, parameters
from calculator.ui import entry, state
from calculator.web.api import reading as api
from calculator.web.links import pairs

CASES = json.loads((Path(__file__).parent / "data" / "numbers.json").read_text(encoding="utf-8"))
PATHS = {
    "money": "pipelines.clients.value_per_win",
    "share": "pipelines.clients.close_rate",
    "minutes": "activities.breakfast.travel_minutes",
    "seconds": "activities.breakfast.pitch_seconds",
    "hours": "profile.hours_per_week",
    "clock": "activities.event.start_hour",
    "number": "strategies.face_to_face.times_per_year.breakfast",
}
"""A number of each kind."""
FREE = {"activities.breakfast.start_hour": "none", "activities.event.travel_minutes": "0"}
FREE |= {"activities.event.session_minutes": "0", "activities.breakfast.people_in_round": "2"}
"""So that a start at midnight and a journey of hours fit the day."""
OWNER = replace(assumptions.scenario("uk-owner"), FREE)
LINK, FILE = permalink.encode(OWNER, compact=False), documents.write(OWNER)
Door = Callable[[str, str, str], Scenario]


def by_link(currency: str, path: str, text: str) -> Scenario:
    """The address of a page, as a browser sends it."""
    query = urlencode([*LINK, ("currency", currency), (path, text)])
    scenario, faults = permalink.decode(pairs(query))
    if faults:
        raise CalculatorError("\n".join(map(str, faults)))
    return scenario


def by_address(currency: str, path: str, text: str) -> Scenario:
    """The address of the API."""
    query = urlencode([*LINK, ("currency", currency), (path, text)])
    return api.linked(query.encode())


def by_body(currency: str, path: str, text: str) -> Scenario:
    """The body of a request to the API."""
    scenario = json.loads(FILE)
    return api.described(json.dumps({"scenario": scenario, "set": {"currency": currency, path: text}}).encode())


def by_file(currency: str, path: str, text: str) -> Scenario:
    """A scenario file."""
    tree = {**json.loads(FILE), "currency": currency}
    *branches, leaf = path.split(".")
    branch: Any = tree
    for part in branches:
        branch = branch[part]
    branch[leaf] = text
    tree["ranges"].pop(path, None)
    return documents.read(json.dumps(tree))


def by_command(currency: str, path: str, text: str) -> Scenario:
    """`--set` on the command line."""
    free = [f"{path}={value}" for path, value in FREE.items()]
    return command_line.scenario(None, "uk-owner", [*free, f"currency={currency}", f"{path}={text}"])


def by_field(currency: str, path: str, text: str) -> Scenario:
    """A field of a page, which keeps what it is about in the session."""
    session: dict[str, Any] = {"scenario": OWNER, "undo": [], "field": text}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("streamlit.session_state", session)
        if not state.change({"currency": currency}):
            raise CalculatorError("\n".join(session["faults"]))
        known = parameters(session["scenario"])[path]
        count = 1 / known.scale if text in SMALL else 1  # a field asks for per cent
        entry.typed("field", {path: known.scale * count})
    if session["faults"]:
        raise CalculatorError("\n".join(session["faults"]))
    found: Scenario = session["scenario"]
    return found


SMALL = ("0.25", "0,25")
"""Shares that a field of per cent takes for a quarter of one per cent."""
DOORS: dict[str, Door] = {
    "field": by_field,
    "link": by_link,
    "API address": by_address,
    "API body": by_body,
    "file": by_file,
    "command": by_command,
}


@pytest.mark.parametrize("name", DOORS)
def test_every_door_reads_the_table(name: str) -> None:
    """Each case has the same value at every door, or is refused there in a sentence that says why."""
    wrong = []
    for case in CASES:
        path = PATHS.get(case["kind"])
        value = case.get("value", case.get("spread", [0, None, 0])[1])
        if path is None or (value is not None and value < 0):
            continue
        try:
            found = get(DOORS[name](case["currency"], path, case["text"]), path)
            right = value is not None and found == pytest.approx(value)
        except CalculatorError as error:
            found, right = str(error), value is None and case["refused"] in str(error)
        if not right:
            wrong.append((case, found))
    assert wrong == []


@pytest.mark.parametrize("currency", ["eur", " Eur ", "EUR"])
def test_a_currency_may_be_written_small(currency: str) -> None:
    """`currency=eur` is the euro at every door."""
    for door in DOORS.values():
        assert door(currency, "pipelines.clients.value_per_win", "1.250").currency == "EUR"


@pytest.mark.parametrize(
    ("currency", "path", "text"),
    [
        ("INR", "profile.hourly_value", "₹1500"),
        ("JPY", "profile.hourly_value", "¥3000"),
        ("DKK", "activities.breakfast.meal_fee", "250 kr."),
        ("HUF", "activities.breakfast.meal_fee", "9 000 Ft"),
        ("KRW", "activities.breakfast.meal_fee", "₩30,000"),
        ("VND", "activities.breakfast.meal_fee", "300.000"),
        ("SEK", "profile.hourly_value", "1 200"),
        ("NOK", "activities.breakfast.meal_fee", "350"),
        ("CZK", "profile.hourly_value", "1500"),
        ("PLN", "activities.breakfast.meal_fee", "220 zł"),
    ],
)
def test_bounds_on_money_follow_the_currency(currency: str, path: str, text: str) -> None:
    """An hour and a breakfast as they cost in that country will do at every door, and are refused in pounds."""
    for door in DOORS.values():
        assert get(door(currency, path, text), path) > 0
        number = str(get(door(currency, path, text), path))
        with pytest.raises(CalculatorError, match="it takes a number from 0 to"):
            door("GBP", path, number)


def test_a_range_and_a_relabelled_scenario_keep_within_the_bounds_of_their_currency() -> None:
    """₹1,500 an hour is no hour in pounds, by a range or by another label; both are said with the number's name."""
    mine = replace(OWNER, {"currency": "INR", "profile.hourly_value": "1000..1500..2000"})
    with pytest.raises(CalculatorError, match="Value of an hour"):
        replace(mine, {"currency": "GBP"})
    tree = {**json.loads(documents.write(mine)), "currency": "GBP"}
    with pytest.raises(CalculatorError, match="Value of an hour is 1500; it takes a number from 0 to 1000"):
        documents.validated(tree)


PLAIN = "preset=uk-owner-2026-11&profile.hourly_value=40&activities.breakfast.name=Lunch+(weekly)"


@pytest.mark.parametrize(
    "query",
    [
        PLAIN.replace("&", "&amp;"),
        PLAIN.replace("&", "&amp;amp;"),
        quote(PLAIN, safe=""),
        quote(quote(PLAIN, safe=""), safe=""),
        PLAIN.replace("preset", "PRESET").replace("profile.hourly_value", "Profile.Hourly_Value"),
        PLAIN.replace("uk-owner", "UK-OWNER"),
        *(
            f"activities.breakfast.name=Lunch+(weekly)&preset=uk-owner-2026-11&profile.hourly_value=40{end}"
            for end in (".", ")", ").", ",", ">", '"')
        ),
        "profile.hourly_value=40&activities.breakfast.name=Lunch+(weekly)&preset=uk-owner-2026-11).",
    ],
)
def test_a_link_damaged_on_its_way_is_read_whole(query: str) -> None:
    """What mail and chat do to a link changes none of its numbers, on a page, in a widget and at the API."""
    whole = permalink.decode(pairs(PLAIN))
    assert whole[1] == []
    assert permalink.decode(pairs(query)) == whole
    assert api.linked(query.encode()) == whole[0]


def test_a_packed_link_keeps_numbers_of_three_decimals_in_every_currency() -> None:
    """What we pack is exact: 1.125 there is no thousand, whichever way an older version wrote it."""
    path = "activities.breakfast.meal_fee"
    mine = replace(
        assumptions.scenario("uk-owner"), {"currency": "EUR", path: 1.125, "profile.hourly_value": "30.1250..40.5"}
    )
    for compact in (True, False):
        assert permalink.decode(permalink.encode(mine, compact)) == (mine, [])
    older = permalink.compact.packed(
        [("currency", "EUR"), (path, "1.125"), ("profile.hourly_value", "30.125..40.5")], 1
    )
    found, faults = permalink.decode([("preset", "uk-owner"), ("s", older)])
    assert (get(found, path), found.ranges["profile.hourly_value"].low, faults) == (1.125, 30.125, [])
