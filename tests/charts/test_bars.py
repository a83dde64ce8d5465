"""What charts of bars say, whoever draws them: rows, segments, figures that fit, and names that run right to left."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator import lettering
from calculator.changes import replace
from calculator.charts import bars
from calculator.exports.page import figures
from calculator.lettering import BOLD
from calculator.named import inline, opening_name
from calculator.safety import isolated
from tests.charts.conftest import charts_of, edited, eight

HEBREW = "מקוון"
KEPT_APART = f"\u2068{HEBREW}\u2069"
CHANGES = {"strategies.online.name": HEBREW, "activities.video.name": HEBREW}


def described(scenario):
    """The bars of a scenario's charts by id."""
    return {chart.id: chart.bars for chart in charts_of(scenario) if chart.bars}


def test_bars_say_their_totals():
    """Each bar's segments come to the figure at its name, and a scale holds all of them and its line."""
    for name, found in described(edited(change=eight)).items():
        if found.segments and name != "where_hours_go":
            assert found.figures == bars.nothing(found.totals, list(map(found.unit.total, found.totals)))
            assert max(found.totals) <= found.scale.upper
        assert found.scale.line is None or found.scale.line[0] <= found.scale.upper


def test_names_that_run_right_to_left_keep_their_figures():
    """Wherever such a name stands in a line with more, it is kept apart; beside others nothing is changed."""
    for chart in charts_of(replace(edited(), CHANGES)):
        words = [note["text"] for note in chart.figure["layout"]["annotations"]]
        words += [chart.alt, *(said for trace in chart.figure["data"] for said in trace.get("hovertext", ()))]
        for line in words:
            assert line.count(HEBREW) == line.count(KEPT_APART), (chart.id, line)
    assert "\u2068" not in json.dumps([chart.figure for chart in charts_of(edited())], ensure_ascii=False)


def test_sentences_keep_such_names_apart():
    """A strategy's name in a sentence is between marks where it runs right to left, and as it was elsewhere."""
    scenario = replace(edited(), CHANGES)
    assert inline(scenario, "online") == opening_name(scenario, "online") == KEPT_APART
    assert inline(scenario, "blended") == "blended"


@given(st.text())
def test_marks_are_set_once(name):
    """A name that was kept apart stays so; no name brings marks of its own that turn what follows it."""
    found = isolated(name)
    assert isolated(found) == found
    assert not re.search("[\u202a-\u202e\u2066\u2067]", found)
    assert (found.count("\u2068"), found.count("\u2069")) in ((0, 0), (1, 1))


@given(
    st.lists(st.sampled_from(["Lunch", "5.3", KEPT_APART, "\u2068פנים אל פנים\u2069"]), min_size=1),
    st.integers(40, 300),
)
def test_each_line_keeps_its_part_of_a_name_apart(pieces, room):
    """A name that is broken between lines begins and ends its marks in each of them."""
    for line in lettering.wrapped(" ".join(pieces), BOLD, 20, room):
        depth = 0
        for letter in line:
            depth += (letter == "\u2068") - (letter == "\u2069")
            assert depth in (0, 1)
            assert depth or letter not in HEBREW
        assert depth == 0


@given(st.integers(0, 10**7), st.floats(0, 600))
def test_a_figure_that_has_room_has_it_in_more(amount, length):
    """What fits into a bar fits into a longer one, and nothing fits into none."""
    text = f"£{amount:,}"
    assert not bars.fits(text, 0)
    assert bars.fits(text, length + 1) or not bars.fits(text, length)


@pytest.mark.parametrize("full", [True, False])
def test_every_mark_lies_on_its_row(full):
    """Drawn as SVG, no bar leaves its row, and names stand as their own words."""
    for found in described(replace(edited(change=eight), CHANGES)).values():
        drawn = figures.plot(found, "What it says" if full else "")
        places = re.findall(r'<rect class="[^"]*" x="([\d.]+)%" width="([\d.]+)%"', drawn)
        assert places
        assert all(float(x) + float(wide) <= 100.01 for x, wide in places)
        assert f"<bdi>{HEBREW}</bdi>" in drawn
        assert drawn.count("mask=") == len(re.findall(r'class="solid s\d again"', drawn))
