"""The best mix in words: every door says the same, every limit is spoken of, and nothing breaks at the edges."""

import json
import re

import pytest
from typer.testing import CliRunner

from calculator import assumptions
from calculator.analyses.optimise import Limits
from calculator.cli import app
from calculator.findings import best_mix
from tests.charts.conftest import EDGES, edited

OWNER = assumptions.scenario("uk-owner")


def mixed(scenario, limits, wins=None):
    """What is said of the best mix within limits."""
    return best_mix.told(best_mix.best_mix(scenario, limits, wins))


@pytest.mark.parametrize("edge", EDGES)
def test_every_edge_has_an_answer(edge):
    """At every edge, asked for the most and for something, there is a sentence without a broken number."""
    scenario = edited(*EDGES[edge])
    for target in (None, 1.0):
        found = mixed(scenario, Limits(3, 600), target)
        words = json.dumps([found.sentence, found.notes, found.table.rows])
        assert found.sentence.endswith(".")
        assert not re.search(r"\b(nan|inf|None)\b", words)
        assert len(found.sentence.split()) < 28


def test_what_counts_as_an_evening_is_said():
    """A limit on evenings is explained by the hour at which they begin, and nobody else is told of it."""
    limits = Limits(3, 600, evenings_per_week=1, evening_from=19.5)
    assert "19:30" in " ".join(mixed(OWNER, limits).working)
    assert "evening" not in " ".join(mixed(OWNER, Limits(3, 600)).working)


def test_the_table_is_the_mix_beside_the_strategies():
    """The first column is the mix; cash and the value of time add up to its full cost, and it keeps to its limits."""
    found = mixed(OWNER, Limits(3, 600))
    assert found.table.header[1:] == ("Best mix", "Face to face", "Online", "Blended")
    figures = {(row.what, row.of): row.value for row in found.rows}
    assert figures["cash", "best"] + figures["time_value", "best"] == pytest.approx(figures["cost", "best"])
    assert figures["hours_per_week", "best"] <= 3
    assert figures["cash", "best"] / OWNER.profile.years <= 600
    assert figures["wins", "best"] <= figures["bound", "best"]


def test_every_limit_is_spoken_of():
    """Each limit either is worth something when eased, or is said not to hold back."""
    limits = Limits(3, 600, 9, False, 1, False)
    notes = " ".join(mixed(OWNER, limits).notes)
    names = ("hour a week", "ash", "earliest hour|hour earlier", "driv", "evening", "rotected time")
    assert all(re.search(name, notes) for name in names)


def test_out_of_reach_says_what_is_within_it_and_what_is_to_blame():
    """The sentence has the most that is won with its range, and a note has the hours that it would take."""
    found = mixed(OWNER, Limits(2, 600), 4)
    assert re.search(r"out of reach: within these limits the most is [\d.]+ \([\d.]+ to [\d.]+\)", found.sentence)
    assert any(
        re.search(r"Without the limit on hours, 4\.0 clients would take [\d.]+ hours a week", n) for n in found.notes
    )


def test_without_driving_the_blame_may_be_the_car():
    """Where only driving brings it within reach, that is what is said."""
    near = {key: OWNER.activities[key] for key in ("lunch", "email")}
    scenario = OWNER.model_copy(update={"activities": near})
    found = mixed(scenario, Limits(6, 3000, driving=False), 3)
    assert any("With driving" in note for note in found.notes)


def test_the_command_prints_the_same():
    """The command's answer is the finding's, with the limits that were given; nothing else is on standard output."""
    options = ["--hours", "3", "--cash", "600", "--not-before", "9", "--no-driving", "--evenings", "1"]
    done = CliRunner().invoke(app, ["best-mix", *options, "--format", "json"])
    found = mixed(OWNER, Limits(3, 600, 9, False, 1))
    assert json.loads(done.stdout)["answer"] == found.sentence
    least = CliRunner().invoke(app, ["best-mix", "--wins", "2", "--format", "csv"])
    assert least.stdout.splitlines()[0] == ",".join(f'"{name}"' for name in mixed(OWNER, Limits(3, 600)).columns)


def test_limits_that_cannot_be_are_refused():
    """A limit out of its bounds ends the command with exit code 2 and says what it takes."""
    done = CliRunner().invoke(app, ["best-mix", "--hours", "-1", "--wins", "0"])
    assert done.exit_code == 2
    assert "from 0 to 100" in done.stderr
    assert done.stdout == ""
