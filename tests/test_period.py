"""The period: how a total over the horizon becomes an amount, and what it is called."""

import re

import pytest

from calculator import assumptions
from calculator.analyses.study import Study
from calculator.period import NAMES, Period
from calculator.registry import ENTRIES, PERIOD

OWNER = assumptions.scenario("uk-owner")


@pytest.mark.parametrize(("name", "amount"), [("week", 2.0), ("month", 2.0 * 47 / 12), ("year", 94.0), ("all", 188.0)])
def test_amounts(name, amount):
    """A week is one in which you network, a month a twelfth of a year."""
    assert 188 * Period(name, 2, 47).factor == pytest.approx(amount)


@pytest.mark.parametrize(
    ("name", "years", "label", "whole"),
    [
        ("week", 2, "a week", "in all 2 years"),
        ("all", 2, "in 2 years", "in all 2 years"),
        ("all", 1, "in 1 year", "in the whole year"),
        ("all", 0.5, "in 6 months", "in all 6 months"),
    ],
)
def test_labels(name, years, label, whole):
    """A period is called what people call it."""
    assert (Period(name, years, 47).label, Period(name, years, 47).whole) == (label, whole)


def test_questions_put_the_period_where_english_has_it():
    """'How many hours a week does each take', but '.. does each take in 2 years'."""
    asked = [Period(name, 2, 47).asked("How many hours", "does each take") for name in ("week", "all")]
    assert asked == ["How many hours a week does each take?", "How many hours does each take in 2 years?"]


@pytest.mark.parametrize(
    ("amount", "text"), [(0, "0.0"), (0.0512, "0.051"), (0.1, "0.10"), (0.96, "1.0"), (4.8, "4.8"), (1e-9, "0.0")]
)
def test_small_counts_keep_two_digits_in_a_week(amount, text):
    """A tenth of a client a week is not rounded to none."""
    assert Period("week", 2, 47).count(amount) == text


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if PERIOD in entry.options], ids=lambda entry: entry.id)
def test_what_is_found_speaks_of_one_period(entry, name):
    """Whatever period is chosen, no amount of money in words, and no head of a column, is for another."""
    found = entry.ask(Study(OWNER), {"period": name, "one": "face_to_face", "strategy": "face_to_face"})
    words = " ".join([found.sentence, *found.notes, *found.table.header])
    spans = re.findall(r"(?:£[\d,.]+(?: in cash)?|[Cc]ost|Cash) (a week|a month|a year|in 2 years|in two years)", words)
    assert spans
    horizon = ("in 2 years", "in two years")
    assert set(spans) <= {*(horizon if name == "all" else (f"a {name}",))}


@pytest.mark.parametrize("name", ["week", "month"])
def test_people_are_told_over_the_horizon_where_a_week_has_but_a_fraction(name):
    """Amounts of a week or month stand beside clients in two years, never beside a twentieth of a client."""
    for entry in (entry for entry in ENTRIES if PERIOD in entry.options):
        found = entry.ask(Study(OWNER), {"period": name, "one": "face_to_face", "strategy": "face_to_face"})
        for won in re.findall(r"clients (in 2 years|a \w+)", " ".join([found.sentence, *found.notes])):
            assert won == "in 2 years"


def test_analyses_are_asked_about_the_same_periods():
    """The registry names every period that there is, and no other."""
    assert PERIOD.choices == NAMES
