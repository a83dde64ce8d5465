"""Every chart, at every edge: valid, in the palette, in words and in figures."""

import json
import re
from itertools import pairwise

import plotly.graph_objects as go
import pytest

from calculator import formats
from calculator.analyses.ledger import ledger
from calculator.analyses.study import Study
from calculator.cases import Cases
from calculator.charts import CHARTS, compare_charts, palette
from calculator.charts.hours import where_hours_go
from calculator.engine import evaluate
from calculator.parts import ITEMS, PARTS
from calculator.period import Period
from tests.charts.conftest import MARKUP, StandIn, charts_of, edited, eight, nothing_won, one, worthless


def test_there_is_a_chart_of_each_name(charts):
    """Every chart that can be asked for is there for any scenario that has a strategy, in the order of its names."""
    assert [chart.id for chart in charts] == list(CHARTS)


def test_only_what_is_asked_for_is_drawn():
    """Charts come by id, and alone."""
    scenario = edited()
    results = evaluate(Cases(scenario))
    asked = compare_charts(results, StandIn(results), Period.of("year", scenario.profile), ["payback", "left"])
    assert [chart.id for chart in asked] == ["payback", "left"]


def test_what_is_left_may_be_below_nothing():
    """What is left is drawn on both sides of nothing, each range whole on the axis and its figure as on the cards."""
    scenario = edited()
    study = Study(scenario)
    period = Period.of("all", scenario.profile)
    (left,) = compare_charts(study.results, study.outcomes, period, ["left"])
    start, end = left.figure["layout"]["xaxis"]["range"]
    lows, highs = study.outcomes.band("net_value", 0.8)
    assert start < lows.min() < 0 <= end
    assert highs.max() <= end
    (line,) = (line for line in ledger(study.outcomes, period) if line.id == "net_value")
    assert all(figure.startswith(said) for figure, said in zip(left.bars.figures, line.figures, strict=True))


def test_plotly_takes_every_figure(charts):
    """Plotly finds no fault with any figure, and each is plain JSON."""
    for chart in charts:
        go.Figure(**chart.figure)
        assert json.loads(json.dumps(chart.figure, allow_nan=False)) == chart.figure


def test_every_colour_is_in_the_palette(charts):
    """A figure and its key hold no colour that the sheet could not turn dark."""
    lights = {tone.light for tone in palette.TONES}
    for chart in charts:
        text = json.dumps([chart.figure, chart.key])
        assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", text)) <= lights, chart.id
        mixed = {tuple(map(int, found)) for found in re.findall(r"rgba\((\d+),(\d+),(\d+),0\.", text)}
        assert mixed <= {tuple(bytes.fromhex(light[1:])) for light in lights}, chart.id


def test_nothing_reads_as_a_broken_number(charts):
    """No nan, inf or None stands in a figure, its words or its table."""
    for chart in charts:
        words = json.dumps([chart.figure, chart.title, chart.caption, chart.key, chart.alt, chart.table.rows])
        assert not re.search(r"\b(nan|inf|None|NaN|Infinity)\b", words), chart.id


def test_alt_says_it_shortly(charts):
    """The words that stand for a chart begin with its title and have at most 250 characters."""
    for chart in charts:
        assert chart.alt.startswith(chart.title), chart.id
        assert len(chart.alt) <= 250, chart.id


def test_tables_are_rectangular(charts):
    """Every row of a table has as many cells as its header, all of them words."""
    for chart in charts:
        assert {len(row) for row in chart.table.rows} <= {len(chart.table.header)}, chart.id
        assert all(isinstance(cell, str) for row in chart.table.rows for cell in row), chart.id


def test_no_chart_traps_a_finger(charts):
    """A phone scrolls over a chart: nothing drags, and no axis zooms."""
    for chart in charts:
        layout = chart.figure["layout"]
        assert layout["dragmode"] is False
        assert layout["xaxis"]["fixedrange"]
        assert layout["yaxis"]["fixedrange"]


def test_few_ticks(charts):
    """No axis has more than five ticks that a reader has to take in, and each has its words."""
    for chart in charts:
        axis = chart.figure["layout"]["xaxis"]
        assert len(axis["tickvals"]) == len(axis["ticktext"]) <= 5, chart.id


def test_no_strategy_no_chart():
    """A scenario without a strategy has no charts, and that is no error."""
    scenario = edited(change=lambda tree: tree.update(strategies={}, ranges={}))
    results = evaluate(Cases(scenario))
    assert compare_charts(results, StandIn(results), Period.of("year", scenario.profile)) == ()


def by_id(scenario, period="year"):
    """The charts of a scenario by id."""
    return {chart.id: chart for chart in charts_of(scenario, period)}


@pytest.mark.parametrize("period", ["week", "month", "year", "all"])
def test_bars_add_up_to_their_totals(period):
    """Hours, cash, full cost and the uses of hours each add up to the strategy's total in the period."""
    scenario = edited(change=eight)
    results, found = evaluate(Cases(scenario)), by_id(scenario, period)
    factor = Period.of(period, scenario.profile).factor
    for name, total in (("hours_by_part", results.hours), ("cash_by_item", results.cash), ("full_cost", results.cost)):
        drawn = sum(sum(trace["x"]) for trace in found[name].figure["data"])
        assert drawn == pytest.approx(total[0].sum() * factor), name
    shares = sum(sum(trace["x"]) for trace in found["where_hours_go"].figure["data"])
    assert shares == pytest.approx((results.hours[0] > 0).sum())
    activities = [trace for trace in found["hours_by_activity"].figure["data"] if trace["type"] == "bar"]
    assert sum(sum(trace["x"]) for trace in activities) == pytest.approx(results.hours[0].sum() * factor)


def test_tables_are_the_results():
    """The twins of hours, cash and cost hold the engine's figures as the app spells them."""
    scenario = edited()
    results, found = evaluate(Cases(scenario)), by_id(scenario, "all")

    def money(array):
        return tuple(formats.money(value, "GBP") for value in array[0].tolist())

    parts = [array for array in (results.hours_by_part[part] for part in PARTS) if array.any()]
    assert [row[1:] for row in found["hours_by_part"].table.rows] == [
        tuple(map(formats.hours, array[0])) for array in (*parts, results.hours)
    ]
    items = [array for array in (results.cash_by_item[item] for item in ITEMS) if array.any()]
    assert [row[1:] for row in found["cash_by_item"].table.rows] == [money(a) for a in (*items, results.cash)]
    full = [money(results.cash), money(results.time_value), money(results.cost)]
    assert [row[1:] for row in found["full_cost"].table.rows] == full
    units = ("contact", "relationship", "referral", "win")
    assert [row[1:] for row in found["cost_per"].table.rows] == [money(results[f"cost_per_{unit}"]) for unit in units]


def test_pipeline_is_the_results():
    """The pipeline's table holds referrals and wins, and names what holds each strategy back."""
    scenario = edited()
    results, rows = (
        evaluate(Cases(scenario)),
        {row[0]: row[1:] for row in by_id(scenario, "all")["pipeline"].table.rows},
    )
    assert rows["Referrals"] == tuple(map(formats.count, results.referrals[0]))
    assert rows["Clients"] == tuple(map(formats.count, results.wins[0]))
    assert rows["Held back by"] == ("deepening",) * 3


def test_ranges_stand_with_the_likely_value():
    """Each mark has the middle of the draws and their 8-in-10 range above it; the table has the exact figure too."""
    scenario = edited()
    wins = evaluate(Cases(scenario)).wins[0].tolist()
    chart = by_id(scenario, "all")["outcomes"]
    said = [f"{formats.count(1.1 * n)} likely, {formats.between(0.2 * n, 1.8 * n, formats.count)}" for n in wins]
    labels = [note["text"] for note in chart.figure["layout"]["annotations"]]
    assert all(any(text in label for label in labels) for text in said)
    assert [(row[1], row[-1]) for row in chart.table.rows] == [
        (formats.count(1.1 * win), formats.count(win)) for win in wins
    ]


def test_markup_of_a_person_stays_text():
    """A name that looks like markup is drawn letter by letter, never as a tag or a link."""
    for chart in charts_of(edited(change=eight)):
        texts = json.dumps(chart.figure)
        assert "<a " not in texts, chart.id
        assert "<b>R &" not in texts, chart.id
    assert MARKUP in by_id(edited(change=eight))["hours_by_part"].table.header


def test_one_strategy_is_not_compared():
    """Alone, a strategy is not called most, least or each."""
    for chart in charts_of(edited(change=one), "week"):
        words = f"{chart.title} {chart.alt}"
        assert not re.search(r"\b(most,|least|each take|overlap|than the)\b", words), words


def test_an_hour_worth_nothing_is_said():
    """With an hour worth nothing the full cost is cash alone, and the caption says why."""
    chart = by_id(edited(change=worthless))["full_cost"]
    assert {trace["name"] for trace in chart.figure["data"]} == {"Cash"}
    assert "worth nothing" in chart.caption


def test_nothing_won_is_words():
    """Where no client is won there is no gap and no infinity, but words."""
    found = by_id(edited(change=nothing_won))
    assert found["cost_per"].table.rows[-1][1:] == ("no clients won",) * 3
    assert "no clients won" in json.dumps(found["cost_per"].figure)
    assert found["payback"].table.rows[-1][1:] == ("not within 2 years",) * 3


def test_over_budget_is_said():
    """A strategy that takes more than there is to spare says how much more."""
    chart = by_id(edited(change=lambda tree: tree["profile"].update(hours_per_week=5.5)), "week")["hours_by_part"]
    assert "5.8 h, 0.3 h over" in chart.alt
    assert "Online 5.3 h;" in chart.alt
    assert any(note["text"] == "You can spare 5.5 h" for note in chart.figure["layout"]["annotations"])


def test_a_far_budget_does_not_shrink_the_bars():
    """A budget beyond twice the longest bar is said in the caption and not drawn."""
    chart = by_id(edited(change=lambda tree: tree["profile"].update(hours_per_week=60.0)), "week")["hours_by_part"]
    assert chart.figure["layout"]["shapes"] == []
    assert "You can spare 60 h" in chart.caption


def test_nothing_is_named_and_not_drawn():
    """A strategy in which nothing takes place has its name, the word 'nothing' and no bar."""
    chart = by_id(edited(change=eight))["hours_by_part"]
    assert any("nothing" in note["text"] for note in chart.figure["layout"]["annotations"])
    assert all(value > 0 for trace in chart.figure["data"] for value in trace["x"])


def test_few_lines_of_many_activities():
    """More than seven activities become six and the smaller ones together; the table has them all."""
    chart = by_id(edited())["hours_by_activity"]
    assert max(len(trace["x"]) for trace in chart.figure["data"]) == 7
    assert any("6 smaller ones" in note["text"] for note in chart.figure["layout"]["annotations"])
    assert len(chart.table.rows) == 13


def test_the_far_apart_is_drawn_in_powers_and_said():
    """Costs more than twenty times apart have a logarithmic scale, and the caption says so."""
    chart = by_id(edited())["cost_per"]
    assert chart.figure["layout"]["xaxis"]["type"] == "log"
    assert "ten times" in chart.caption


def test_payback_is_found_and_marked():
    """A worthwhile client pays back in the first month in which value has caught up with cost."""
    scenario = edited(change=lambda tree: tree["pipelines"]["clients"].update(value_per_win=9000.0))
    results, chart = evaluate(Cases(scenario)), by_id(scenario)["payback"]
    month = int(re.search(r"month (\d+)", chart.table.rows[-1][1])[1])
    close_rate, times = scenario.pipelines["clients"].close_rate, ((month - 1) / 12, month / 12)
    value = [results.value_of(results.referrals_by(years) * close_rate)[0, 0] for years in times]
    net = [float(worth - results.cost_by(years)[0, 0]) for worth, years in zip(value, times, strict=True)]
    assert net[0] < 0 <= net[1]
    assert any(trace["mode"] == "markers" and trace["y"] == [0.0] for trace in chart.figure["data"])


def test_payback_ignores_the_period():
    """Value less cost is added up over the whole horizon, whatever the switch says."""
    assert by_id(edited(), "week")["payback"] == by_id(edited(), "all")["payback"]


def test_payback_ends_at_the_net_value():
    """The last point of each line is the engine's value less cost."""
    scenario = edited()
    lines = [trace for trace in by_id(scenario)["payback"].figure["data"] if trace["mode"] == "lines"]
    ends = [line["y"][-1] for line in lines]
    assert ends == pytest.approx(evaluate(Cases(scenario)).net_value[0].tolist())


def test_names_at_line_ends_do_not_collide():
    """Eight names at the end of eight lines stand at least a name apart, within the drawing."""
    layout = by_id(edited(change=eight))["payback"].figure["layout"]
    low, high = layout["yaxis"]["range"]
    at = sorted(note["y"] for note in layout["annotations"])
    height = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    gaps = [(b - a) / (high - low) * height for a, b in pairwise(at)]
    assert min(gaps) >= 37
    assert low <= at[0]
    assert at[-1] <= high


def test_a_single_case_of_many_is_the_scenario_itself():
    """Results of many cases are drawn by their first."""
    scenario = edited()
    many = evaluate(Cases(scenario, {"activities.breakfast.meal_fee": [19.0, 60.0]}))
    same = edited(change=lambda tree: tree["activities"]["breakfast"].update(meal_fee=19.0))
    year = Period.of("year", scenario.profile)
    assert where_hours_go(many, year).table == where_hours_go(evaluate(Cases(same)), year).table
