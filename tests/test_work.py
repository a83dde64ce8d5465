"""However a link, a file or a body is made, the work that it causes is bounded: counted, and by no clock.

What takes time is to check a whole scenario, and to look for the word that somebody may have meant.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest

from calculator import assumptions, checks, documents, errors, permalink
from calculator.changes import replace
from calculator.errors import HINTS, LETTERS, LIKELIEST, BadInput, CalculatorError
from calculator.exports.recipe import recipe
from calculator.model import DAYS, HOLDS, Scenario
from calculator.parameters import get, parameters
from calculator.permalink.opening import WORK
from calculator.web.api import reading

UK = assumptions.scenario("uk-owner")
TREE = json.loads(documents.write(UK))
ALL_WEEK = " ".join(DAYS)
LONG = "ab" * 18


@dataclass
class Work:
    """What was done: scenarios checked, look-ups, and the letters that these compared."""

    checked: int = 0
    looked_up: int = 0
    compared: int = 0


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Counts what is done from here on."""
    done, check, match = Work(), checks.faults, errors.difflib.get_close_matches

    def checked(tree: checks.Branch) -> list[errors.Fault]:
        done.checked += 1
        return check(tree)

    def matched(word: str, known: list[str], n: int, cutoff: float) -> list[str]:
        done.looked_up += 1
        done.compared += sum(len(word) * len(one) for one in known)
        return match(word, known, n, cutoff)

    monkeypatch.setattr(checks, "faults", checked)
    monkeypatch.setattr(errors.difflib, "get_close_matches", matched)
    return done


def packed(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    """A link that carries its settings packed, so that many fit into few characters."""
    return [("s", permalink.compact.packed(list(pairs), 1))]


def added(count: int, **more: str) -> list[tuple[str, str]]:
    """Activities of one's own, with these settings."""
    keys = [f"{LONG}_{n}" for n in range(count)]
    return [(f"activities.{key}.{field}", value) for key in keys for field, value in {"name": "x", **more}.items()]


def windows(count: int) -> list[tuple[str, str]]:
    """Protected time all week, each window over the next."""
    times = {"days": ALL_WEEK, "start_hour": "1", "end_hour": "23"}
    return [(f"protected.w{n}.{field}", value) for n in range(count) for field, value in times.items()]


def ranges(count: int) -> list[tuple[str, str]]:
    """Ranges beside as many numbers of the largest scenario."""
    own = added(HOLDS["activities"] - len(UK.activities))
    made, _ = permalink.decode(own)
    return [*own, *((f"ranges.{path}", "0.25..1") for path in list(parameters(made))[:count])]


def inline() -> list[tuple[str, str]]:
    """A range where each number stands."""
    known = parameters(UK).values()
    return [(one.path, f"{one.low:g}..{one.high:g}") for one in known if "start_hour" not in one.path]


def unknown(count: int) -> list[tuple[str, str]]:
    """Paths that nearly name a number."""
    return [(f"activities.{LONG[::-1]}_{n}.{'meal_fee' * 9}", "1") for n in range(count)]


LINKS = {
    "a word of doubt and 30,000 blanks": [("profile.years", f"about{' ' * 30_000}\n")],
    "windows that overlap": windows(6),
    "as many windows as there may be": windows(HOLDS["protected"] - 1),
    "more than there may be": windows(20),
    "misspelt paths beside long names": [*added(10), *unknown(10)],
    "hundreds of these": packed(*added(12), *unknown(400)),
    "too many ranges": packed(*ranges(700)),
    "ranges in place of numbers": packed(*inline()),
    "rounds that outlast their sessions": packed(*added(12, people_in_round="500", pitch_seconds="3600")),
    "all of it": packed(*windows(7), *ranges(390), *unknown(100), *added(4, start_hour="0", travel_minutes="60")),
    "media that are not there": [("without", ",".join(f"media.x{n}" for n in range(600)))],
    "activities that are not in a mix": packed(*((f"strategies.online.times_per_year.x{n}", "1") for n in range(1400))),
}


@pytest.mark.parametrize("name", LINKS)
def test_a_link_checks_so_many_numbers_and_gives_so_many_hints(work: Work, name: str) -> None:
    """Every link of the shapes that once froze the server is read with little work, and what was left out is said."""
    found, faults = permalink.decode(LINKS[name])
    assert faults
    assert work.checked * len(parameters(found)) <= 3 * WORK
    assert work.looked_up <= HINTS
    assert work.compared <= HINTS * LIKELIEST * LETTERS**2


def test_hints_stop_and_sentences_do_not(work: Work) -> None:
    """Ten unknown paths are told what was probably meant; the others are named."""
    misspelt = [(f"activities.{key}.meal_fe", "1") for key in UK.activities]
    _, faults = permalink.decode(misspelt)
    assert len(faults) == len(misspelt) == 12
    assert sum("Did you mean" in fault.message for fault in faults) == work.looked_up == HINTS


def test_changes_give_so_many_hints(work: Work) -> None:
    """Changes with unknown paths, as a command has them, are told no more hints than a link is."""
    with pytest.raises(BadInput) as raised:
        replace(UK, {f"activities.{key}.meal_fe": 1 for key in UK.activities})
    assert len(raised.value.faults) == 12
    assert work.looked_up == HINTS


def mixes() -> dict[str, object]:
    """A scenario whose mixes name hundreds of activities that it nearly has."""
    activities = {f"{'a' * 60}{n}": {} for n in range(900)}
    online = {"name": "Online", "times_per_year": {f"{'a' * 60}{n}b": 1 for n in range(900)}}
    return {**TREE, "activities": activities, "strategies": {"online": online}}


def fields() -> dict[str, object]:
    """A scenario whose activities have hundreds of fields that are nearly theirs."""
    more = {f"meal_fe{'e' * 150}{n}": 1 for n in range(80)}
    return {**TREE, "activities": {key: {**activity, **more} for key, activity in TREE["activities"].items()}}


BODIES: dict[str, dict[str, object]] = {
    "mixes": {"scenario": mixes()},
    "fields": {"scenario": fields()},
    "changes": {"set": {f"activities.breakfast.meal_fee{'x' * 90}{n}": 1 for n in range(900)}},
    "doubt": {"set": {"profile.years": f"about{' ' * 200_000}\n"}},
    "doubt in a scenario": {"scenario": {**TREE, "profile": {**TREE["profile"], "years": f"about{' ' * 200_000}\n"}}},
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_checks_little_and_gives_so_many_hints(work: Work, name: str) -> None:
    """Two hundred kilobytes of nearly the right words are refused with ten hints and a few checks."""
    with pytest.raises(CalculatorError):
        reading.described(json.dumps(BODIES[name]).encode())
    assert work.checked <= 4
    assert work.looked_up <= HINTS
    assert work.compared <= HINTS * LIKELIEST * LETTERS**2


@pytest.mark.parametrize("name", ["mixes", "fields"])
def test_a_file_gives_so_many_hints(work: Work, name: str) -> None:
    """A file is read with no more look-ups than a body."""
    with pytest.raises(CalculatorError):
        documents.read(json.dumps(BODIES[name]["scenario"]))
    assert work.looked_up <= HINTS


@cache
def largest() -> Scenario:
    """As many of everything as a scenario may hold, all at once."""
    like = TREE["activities"]["breakfast"]
    keys = [f"{LONG}_{n}" for n in range(HOLDS["activities"])]
    mix = {"name": "M" * 80, "times_per_year": dict.fromkeys(keys, 7.0)}
    tree = {**TREE, "activities": dict.fromkeys(keys, like), "protected": {}, "ranges": {}}
    tree["strategies"] = {f"mix_{n + 1}": mix for n in range(HOLDS["strategies"])}
    for n in range(HOLDS["protected"]):
        tree["protected"][f"w{n}"] = {"days": list(DAYS), "start_hour": 3.0 * n, "end_hour": 3.0 * n + 2.9}
    made = documents.validated(tree)
    known = [one for one in parameters(made).values() if get(made, one.path) and "hour" not in one.path]
    spreads = ((one, get(made, one.path)) for one in known[: HOLDS["ranges"]])
    return replace(made, {one.path: f"{max(one.low, value / 2)}..{value}..{value}" for one, value in spreads})


def test_the_largest_scenario_passes_every_door(work: Work) -> None:
    """What a scenario may hold fits into a link, a file and a recipe, which looks nothing up."""
    made = largest()
    link = permalink.encode(made)
    assert len(permalink.query(link)) <= permalink.MOST
    assert len(documents.write(made)) < documents.LIMIT / 2
    work.checked = work.looked_up = 0
    assert permalink.decode(link) == (made, [])
    found = recipe(made)
    assert found.file is not None
    assert work.looked_up == 0
    assert work.checked <= 8


@pytest.mark.parametrize("branch", ["protected", "activities", "strategies", "ranges"])
def test_one_too_many_is_said_with_the_limit(branch: str) -> None:
    """A file with one more than a scenario holds is refused in a sentence that names how many that is."""
    tree = json.loads(documents.write(largest()))
    assert len(tree[branch]) == HOLDS[branch]
    spare = {"ranges": "strategies.mix_12.times_per_year.{}"}.get(branch, "spare")
    member = next(iter(tree[branch].values()))
    tree[branch][spare.format(f"{LONG}_23")] = {**member, "days": []} if branch == "protected" else member
    with pytest.raises(CalculatorError, match=f"{branch} has .* a scenario holds {HOLDS[branch]} at most"):
        documents.validated(tree)


def test_a_link_is_read_as_far_as_there_is_room() -> None:
    """What stands beyond 8,000 characters of a link is left out, and said to be."""
    long = [("profile.years", "3"), *((f"x{n}", "y" * 150) for n in range(60)), ("profile.hourly_value", "31")]
    found, faults = permalink.decode(long)
    assert (found.profile.years, found.profile.hourly_value) == (3, UK.profile.hourly_value)
    assert any("of which the first 8,000 are read" in fault.message for fault in faults)


def test_a_value_has_so_many_characters() -> None:
    """A value of 201 characters is left out and said to be, in either form of a link; a list of names may be longer."""
    for form in (list, packed):
        make: Callable[..., list[tuple[str, str]]] = form if form is packed else lambda *pairs: list(pairs)
        found, faults = permalink.decode(make(("name", "x" * 201), ("profile.years", "3")))
        assert found.profile.years == 3
        assert [fault.message for fault in faults] == ["name has 201 characters; a value takes at most 200."]
    order = ",".join(f"activities.{key}" for key in reversed(UK.activities))
    assert len(order) > 200
    assert permalink.decode([("order", order)])[1] == []


def test_whose_the_numbers_are_is_found_in_one_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scenario with many activities of one's own is walked through once, and not once for each of its numbers.

    So are its numbers compared with the preset's, to find what was copied.
    """
    walked: list[Scenario] = []
    compared: list[Scenario] = []
    walk, rows = assumptions.leaves, assumptions.rows
    monkeypatch.setattr(assumptions, "rows", lambda scenario: compared.append(scenario) or rows(scenario))
    monkeypatch.setattr(assumptions, "leaves", lambda scenario: walked.append(scenario) or walk(scenario))
    found = assumptions.marks(largest())
    assert len(found) > 300
    assert len(walked) <= 2
    assert len(compared) <= 2
