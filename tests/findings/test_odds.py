"""Odds and what decides, in words: what is said is so, at every edge, on the page as in the terminal."""

import json
import re
from dataclasses import asdict

import numpy as np
import pytest
from typer.testing import CliRunner

from calculator import assumptions, formats
from calculator.analyses.monte_carlo import TOO_CLOSE
from calculator.analyses.study import Study
from calculator.changes import replace
from calculator.charts import palette
from calculator.cli import app
from calculator.edits import add_strategy, delete
from calculator.errors import CalculatorError
from calculator.findings import decides, odds
from calculator.parameters import get
from tests.charts.conftest import EDGES, edited
from tests.conftest import NEWEST

PRESETS = NEWEST
HOSTILE = "$x$ | <b>R & D</b> ![i](u) שלום 🎉"
STRANGE = re.compile(r"\bnan\b|\binf\b|None|!(?!\[i\])|\bshould\b|£-|  |-\d|\{|\}")


@pytest.fixture(scope="module", params=PRESETS)
def study(request):
    """Every preset with its draws."""
    return Study(assumptions.scenario(request.param))


def everything(finding):
    """All that a finding says."""
    return " ".join(
        (finding.sentence, *finding.notes, *finding.working, *(cell for row in finding.table.rows for cell in row))
    )


def test_who_is_named_leads_in_so_many_draws(study):
    """The sentence names who costs least, and says its share of the draws in the words of the table."""
    cost = study.outcomes.draws["cost"]
    shares = np.bincount(cost.argmin(axis=1), minlength=cost.shape[1]) / len(cost)
    best = int(shares.argmax())
    assert shares[best] >= TOO_CLOSE
    name = list(study.scenario.strategies.values())[best].name
    said = formats.odds(float(shares[best]), study.outcomes.sampling_error(float(shares[best])))
    assert odds.finding(study).sentence.startswith(f"{name} costs least in {said} ")


def test_rows_have_bands_in_order_and_shares_of_one(study):
    """Each band lies in the wider one, the middle in the middle of them; the shares of each measure add up to 1."""
    rows = odds.finding(study).rows
    for row in rows:
        assert row.low_80 <= row.low_50 <= row.middle <= row.high_50 <= row.high_80
        assert row.draws == study.outcomes.draws.size
    for measure in odds.offered(study.scenario):
        assert sum(row.first for row in rows if row.measure == measure) == pytest.approx(1)


def test_the_chart_draws_what_the_rows_say(study):
    """The thin line of each strategy goes from the low to the high end of eight in ten, the thick one of half."""
    for measure in odds.offered(study.scenario):
        found = odds.finding(study, measure)
        traces = iter(found.chart.figure["data"])
        for row in [row for row in found.rows if row.measure == measure]:
            most, half, dot = next(traces), next(traces), next(traces)
            assert most["x"] == [row.low_80, row.high_80]
            assert half["x"] == [row.low_50, row.high_50]
            assert dot["x"] == [row.middle]


def test_a_close_call_is_said(scenario):
    """Where neither of two leads in six of ten draws, both are named and nobody is said to be first."""
    two = delete(replace(scenario, {"strategies.online.times_per_year.video": "50..380..720"}), "strategies.blended")
    found = odds.finding(Study(two))
    assert max(row.first for row in found.rows if row.measure == "cost") < TOO_CLOSE
    assert found.sentence.startswith("Face to face and online are too close to call on cost; ")
    assert "Too close to call: neither leads in at least 6 of 10." in found.notes


def test_the_error_is_stated(study):
    """The note gives the number of draws, and an error no smaller than that of any share in the table."""
    found = odds.finding(study)
    stated = int(re.search(r"give or take (\d+) in 100", found.notes[-1])[1]) / 100
    assert all(row.sampling_error <= stated for row in found.rows)
    assert formats.whole(study.outcomes.draws.size) in found.notes[-1]


def test_an_idle_strategy_is_first_in_nothing(scenario):
    """A strategy with no activities costs nothing, and is not said to cost least."""
    wider, key = add_strategy(replace(scenario, {"activities.breakfast.meal_fee": "10..14..20"}), "Idle")
    found = odds.finding(Study(wider))
    assert "Idle" not in found.sentence
    assert {row.first for row in found.rows if row.strategy == key} == {None}


def test_the_swings_are_the_scenario_replaced(study):
    """What the first row of decides says is what replacing that number by its low and its high gives."""
    one, other, *_ = study.scenario.strategies
    row = decides.finding(study, one, other, "net_value").rows[0]
    for end in ("low", "high"):
        changed = Study(replace(study.scenario, {row.path: getattr(row, end)}))
        values = changed.results.net_value[0]
        assert float(values[0] - values[1]) == pytest.approx(getattr(row, f"difference_at_{end}"), rel=1e-9)


def test_the_largest_comes_first_and_flips_are_marked(study):
    """Rows go down in effect, and a number changes the winner exactly where one of its ends turns the sign."""
    one, other, *_ = study.scenario.strategies
    for measure in odds.offered(study.scenario):
        found = decides.finding(study, one, other, measure)
        values = study.results[measure][0]
        now = float(values[0] - values[1])
        ends = [(row.difference_at_low, row.difference_at_high) for row in found.rows]
        widths = [abs(high - low) for low, high in ends]
        assert widths == sorted(widths, reverse=True)
        for row, pair in zip(found.rows, ends, strict=True):
            assert row.changes_the_winner == any(end * now < -1e-9 * abs(values).max() for end in pair)
        bars = sum(len(trace["x"]) for trace in found.chart.figure["data"])
        assert bars == 2 * min(8, len(found.table.rows))


def test_every_number_with_a_range_is_in_the_rows(study):
    """Those without effect are listed too, and said to have none."""
    one, other, *_ = study.scenario.strategies
    found = decides.finding(study, one, other)
    assert {row.path for row in found.rows} == set(study.scenario.ranges)
    still = len(found.rows) - len(found.table.rows)
    assert f"{still} of {len(found.rows)} numbers have no effect on this difference" in found.notes[-1]
    assert found.working[-1].startswith("Without effect on this difference: ")


def test_a_flip_stands_in_words_and_in_the_chart(scenario):
    """A number that changes the winner is named, and its bar says so."""
    found = decides.finding(
        Study(replace(scenario, {"strategies.online.times_per_year.video": "50..100..400"})), "face_to_face", "online"
    )
    assert "and it may change the winner" in found.sentence
    assert "changes the winner" in found.chart.figure["layout"]["annotations"][0]["text"]


def test_shares_are_listed_largest_first(study):
    """Shares alone go down, and the numbers not named are counted."""
    one, other, *_ = study.scenario.strategies
    found = decides.finding(study, one, other, "net_value", variance=True)
    alone = [row.share_alone for row in found.rows[:-1]]
    assert alone == sorted(alone, reverse=True)
    assert found.rows[-1].label == f"{len(study.swings.paths) - len(alone)} others"


def test_what_may_be_none_is_refused(study):
    """The price of a client is none where nobody is won, so it has no swings, and that is said."""
    one, other, *_ = study.scenario.strategies
    with pytest.raises(CalculatorError, match="may be none"):
        decides.finding(study, one, other, "cost_per_win")
    with pytest.raises(CalculatorError, match="no measure 'costs'"):
        odds.finding(study, "costs")


def hostile(tree):
    """Names that are anything but plain words, and many of them."""
    for key, activity in tree["activities"].items():
        activity["name"] = f"{HOSTILE} {key}"
    for index in range(4, 9):
        tree["strategies"][f"mix_{index}"] = {
            "name": f"{HOSTILE} {'W' * 40} {index}",
            "times_per_year": {"breakfast": index},
        }


CASES = {
    **EDGES,
    "hostile": ("uk-owner", hostile),
    "no strategies": ("uk-owner", lambda tree: tree.update(strategies={}, ranges={})),
    "no ranges": ("uk-owner", lambda tree: tree.update(ranges={})),
    "identical": ("uk-owner", lambda tree: tree["strategies"].update(online=tree["strategies"]["face_to_face"])),
}


@pytest.mark.parametrize("name", CASES)
def test_something_is_said_of_everything(name):
    """However empty or extreme a scenario, both views say something in words, and nothing that reads broken."""
    scenario = edited(*CASES[name])
    study = Study(scenario)
    keys = [*scenario.strategies, "", ""]
    pair = keys[:2] if len(scenario.strategies) > 1 else [keys[0], keys[0]]
    found = [odds.finding(study), decides.finding(study, *pair), decides.finding(study, *pair, variance=True)]
    for finding in found:
        assert len(finding.sentence) > 20
        assert not STRANGE.search(everything(finding).replace(HOSTILE, "X")), finding.id
        json.dumps([finding.as_tree(1), finding.chart and finding.chart.figure], allow_nan=False)
        if finding.chart:
            text = json.dumps([finding.chart.figure, finding.chart.key])
            lights = {tone.light for tone in palette.TONES}
            assert set(re.findall(r"#[0-9a-fA-F]{6}\b", text)) <= lights
            assert finding.chart.alt.startswith(finding.chart.title)
            assert len(finding.chart.alt) <= 250
            axis = finding.chart.figure["layout"]["xaxis"]
            assert len(axis["tickvals"]) == len(axis["ticktext"]) <= 5
            assert "<b>R & D" not in text


def test_a_person_of_a_role_reads_of_offers():
    """Who looks for a role reads of the chance of an offer, never of clients."""
    study = Study(assumptions.scenario("uk-job-seeker"))
    one, other, *_ = study.scenario.strategies
    text = everything(odds.finding(study)) + everything(decides.finding(study, one, other, "win_probability"))
    assert "chance of an offer" in text
    assert "client" not in text


def run(*arguments):
    """The command line."""
    return CliRunner().invoke(app, arguments)


def test_the_command_line_gives_the_same_figures():
    """`odds` and `decides` print the rows of their findings, and `--variance` the shares."""
    study = Study(assumptions.scenario("ca-owner"))
    printed = json.loads(run("odds", "--preset", "ca-owner", "--format", "json").stdout)
    assert printed["rows"] == [asdict(row) for row in odds.finding(study).rows]
    options = ("--preset", "ca-owner", "--between", "online", "--and", "blended", "--on", "wins", "--format", "json")
    assert json.loads(run("decides", *options).stdout)["rows"] == [
        asdict(row) for row in decides.finding(study, "online", "blended", "wins").rows
    ]
    assert json.loads(run("decides", *options, "--variance").stdout)["finding"] == "variance"
    wrong = run("decides", "--between", "onlin")
    assert (wrong.exit_code, "Did you mean online?" in wrong.stderr) == (2, True)


def test_a_word_of_doubt_is_a_range_at_every_door():
    """`about 18` at the command line is the range that the page's link would hold."""
    done = run("scenario", "--set", "activities.breakfast.meal_fee=about 18")
    tree = json.loads(done.stdout)
    assert tree["ranges"]["activities.breakfast.meal_fee"] == {"low": 16.2, "high": 19.8}
    owner = assumptions.scenario("uk-owner")
    doubted = replace(owner, {"pipelines.clients.close_rate": "no idea 0.5"})
    assert get(doubted, "pipelines.clients.close_rate") == 0.5
    assert doubted.ranges["pipelines.clients.close_rate"].high == 1
