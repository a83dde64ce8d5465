"""The worked example of `docs/worked-example.md`: what its arithmetic gives by hand, the engine gives too."""

import math
import re

import pytest

from calculator.cases import Cases
from calculator.engine import MEASURES, evaluate
from tests.conftest import EXAMPLE

STRATEGIES = ("face_to_face", "online", "blended")


@pytest.fixture(scope="module")
def results(scenario):
    """The engine's results for the worked example."""
    return evaluate(Cases(scenario))


@pytest.fixture(scope="module")
def table():
    """The table at the end of the page, by measure."""
    rows = re.findall(r"^\| (\w+) \| (\S+) \| (\S+) \| (\S+) \|$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    return {measure: figures for measure, *figures in rows}


def test_page_names_every_measure(table):
    """The table of the page leaves no measure out, nor the bottleneck."""
    assert set(table) == {*MEASURES, "bottleneck"}


@pytest.mark.parametrize("measure", MEASURES)
def test_table_is_what_the_engine_gives(results, table, measure):
    """Every figure of the table, worked by hand, comes out of the engine to the digits that are printed."""
    for i, figure in enumerate(table[measure]):
        found = float(results[measure][0, i])
        if figure == "none":
            assert math.isnan(found)
        else:
            places = len(figure.partition(".")[2])
            assert abs(found - float(figure)) <= (0.5 * 10**-places if places >= 4 else 1e-9)


def test_bottlenecks_of_the_table(results, table):
    """What holds each strategy back is what the page argues."""
    assert list(results.bottleneck[0]) == table["bottleneck"]


def test_hours_by_part(results):
    """Of 150 hours of breakfasts, 50 are conversation, 25 pitches, 50 travel, 5 preparation and 20 follow-up."""
    by_hand = {"conversation": 50, "pitches": 25, "travel": 50, "preparation": 5, "follow_up": 20, "settling": 0}
    assert {part: hours[0, 0] for part, hours in results.hours_by_part.items()} == pytest.approx(by_hand)


def test_value_of_hours_by_part(results):
    """Each hour is worth 30, and the 25 hours on the road during the school run twice that."""
    by_hand = {"conversation": 1500, "pitches": 750, "travel": 2250, "preparation": 150, "follow_up": 600}
    found = {part: value[0, 0] for part, value in results.time_value_by_part.items()}
    assert found == pytest.approx({**by_hand, "settling": 0})


def test_cash_by_item(results):
    """A blend pays the dues, the joining fee and the subscription in full, and half of the meals and miles."""
    by_hand = {"dues": 700, "meals": 350, "travel": 150, "entry": 0, "joining": 100, "subscriptions": 120}
    assert {item: cash[0, 2] for item, cash in results.cash_by_item.items()} == pytest.approx(by_hand)


def test_hours_by_activity(results):
    """The blend's 105 hours are 75 of breakfasts and 30 of calls."""
    found = {key: hours[0, 2] for key, hours in results.hours_by_activity.items()}
    assert found == pytest.approx({"breakfast": 75, "video": 30})


def test_months_to_first_win_follow_from_the_square_root(results):
    """Wins expected grow as t², 0.9 t² for the blend, so even odds come after √(ln 2) and √(ln 2 / 0.9) years."""
    expected = [12 * math.sqrt(math.log(2)), math.nan, 12 * math.sqrt(math.log(2) / 0.9)]
    assert results.months_to_first_win[0] == pytest.approx(expected, nan_ok=True)
