"""Another scenario beside one's own, and every measure against a strategy of one's choice."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import product

import streamlit as st

from calculator import documents, formats
from calculator.cases import Cases
from calculator.charts import Table
from calculator.engine import Results, evaluate
from calculator.errors import CalculatorError
from calculator.model import Scenario
from calculator.named import strategy_names
from calculator.safety import isolated
from calculator.ui import answers, placing, state

ROWS = (
    ("Hours a week", "hours_per_week", "hours"),
    ("Hours", "hours", "hours"),
    ("Cash", "cash", "money"),
    ("Value of your time", "time_value", "money"),
    ("Full cost", "cost", "money"),
    ("People met", "contacts", "count"),
    ("Relationships kept warm", "relationships", "count"),
    ("Referrals", "referrals", "count"),
    ("Clients, or offers expected", "wins", "count"),
    ("Worth of what is won", "value", "money"),
    ("Left after costs", "net_value", "money"),
)
"""What is set side by side: name, measure, and how it is spelled."""


def show(scenario: Scenario) -> None:
    """Both tables, and the door for a scenario file."""
    st.header("Side by side", anchor=False)
    with st.container(key="versus"):
        study = answers.answer(scenario)
        if names := study.names:
            base = st.selectbox("Against", ["", *names], format_func=lambda key: names.get(key, "nothing"), width=280)
            years = formats.years(scenario.profile.years)
            against = f" Every other column is the difference from {formats.markdown(names[base])}." if base else ""
            st.caption(f"Over {years}, at exactly these numbers.{against}")
            st.markdown(placing.table(table(study.results, list(names).index(base) if base else None)))
        original = state.shared()
        if original is not None and original != scenario:
            st.markdown("**Your copy** beside **the original** that was shared with you, over each one's years.")
            st.markdown(placing.table(beside(scenario, original)))
        _another(scenario)


def table(results: Results, base: int | None) -> Table:
    """Every measure of every strategy; with a base, the others as what they have more or less."""
    scenario = results.cases.scenario
    header = ("Measure", *strategy_names(scenario).values())
    rows = []
    for label, measure, kind in ROWS:
        say, values = spell(kind, scenario.currency), [float(value) for value in results[measure][0]]
        if base is None:
            figures = [say(value) for value in values]
        else:
            figures = [signed(value - values[base], say) for value in values]
            figures[base] = say(values[base])
        rows.append((label, *figures))
    return Table(header, tuple(rows))


def spell(kind: str, currency: str) -> Callable[[float], str]:
    """How a kind of figure is written."""
    if kind == "money":
        return lambda amount: formats.money(amount, currency)
    return formats.hours if kind == "hours" else formats.count


def signed(difference: float, say: Callable[[float], str]) -> str:
    """A difference with its sign: '+£312', '−1.5', 'the same'."""
    text = say(abs(difference))
    if not math.isfinite(difference) or text in (say(0.0), formats.NONE):
        return "the same" if math.isfinite(difference) else formats.NONE
    return f"{'+' if difference > 0 else '−'}{text}"


def _another(scenario: Scenario) -> None:
    """A scenario file: to look at beside one's own, or to take its place."""
    file = st.file_uploader(
        "A scenario file of yours or of your coach", type="json", key="scenario-file", max_upload_size=2
    )
    if file is None:
        return
    try:
        theirs = documents.read(file.getvalue().decode("utf-8-sig", errors="replace"), file.name)
    except CalculatorError as error:
        lines = str(error).splitlines()
        st.error("  \n".join(map(formats.markdown, [*lines[:21], "Nothing of yours was changed."])))
        return
    one, other = (formats.markdown(isolated(each.name)) for each in (theirs, scenario))
    st.markdown(f"**{one}**, beside **{other}**, over each one's years.")
    st.markdown(placing.table(beside(scenario, theirs)))
    st.button("Use this scenario instead of mine", key="use-file", on_click=state.put, args=(theirs,))


def beside(mine: Scenario, theirs: Scenario) -> Table:
    """Hours, cash, value of time, full cost and wins of both, a row a strategy, by name where both have it."""
    pairs = [(scenario, evaluate(Cases(scenario))) for scenario in (mine, theirs)]
    measures = [row for row in ROWS if row[1] in ("hours_per_week", "cash", "time_value", "cost", "wins")]
    header = ("Strategy", *(f"{label}, {whose}" for label, _, _ in measures for whose in ("mine", "theirs")))
    own = strategy_names(mine)
    rows = {key: [name] for key, name in (own | strategy_names(theirs) | own).items()}
    for (_, measure, kind), (scenario, results) in product(measures, pairs):
        figures = dict(zip(results.strategies, results[measure][0], strict=True))
        say = spell(kind, scenario.currency)
        for key, cells in rows.items():
            cells.append(say(float(figures[key])) if key in figures else "")
    return Table(header, tuple(map(tuple, rows.values())))
