"""The Compare page: the answer, what it is made of, the questions, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from calculator import formats
from calculator.analyses.ledger import Line, ledger
from calculator.analyses.study import Study
from calculator.charts import CHARTS, LEADING, compare_charts, palette
from calculator.period import Period
from calculator.ui import answers, manage, pages, placing, questions, state, trace

WORDS = ("orange", "blue", "violet", "green", "yellow")
"""The theme's names for the colours of the first five strategies."""
WAYS = ("", "One way", "Two ways", "Three ways", "Four ways", "Five ways", "Six ways")


def show() -> None:
    """The whole page."""
    answer = answers.answer(state.scenario())
    answer.weigh()
    period = answers.period(state.span(), answer.scenario)
    if state.shared() is not None:
        with st.container(horizontal=True, key="shared", vertical_alignment="center"):
            copied = answer.scenario != state.shared()
            st.markdown("Your copy of a shared scenario." if copied else "Shared scenario. Your changes start a copy.")
            if copied:
                pages.link("share", "Compare with the original")
    words = answer.answer(period.name)
    lead = f"**{formats.markdown(words.lead)}** " if words.lead else ""
    with st.container(key="headline", gap=None):
        st.title(formats.markdown(words.sentence), anchor=False)
        deck = lead + formats.markdown(" ".join(words.rest))
        st.markdown(f"{deck} [Change the numbers](#make-it-yours)")
    state.say()
    if answer.scenario.strategies:
        _ledgers(answer, period)
        trace.show(answer)
    questions.band(answer)
    if answer.scenario.strategies:
        _charts(answer, period)


def _ledgers(answer: Study, period: Period) -> None:
    """A card for each strategy, three in a row, under the switch of the period."""
    count = len(answer.scenario.strategies)
    with st.container(key="ledger-head", horizontal=True, vertical_alignment="bottom"):
        ways = WAYS[count] if count < len(WAYS) else f"{count} ways"
        st.header(f"{ways} to network", anchor=False)
        state.shown("period", period.name)
        placing.switch(
            "Amounts for",
            {"week": "Week", "month": "Month", "year": "Year", "all": f"All {period.horizon}"},
            "period",
            label_visibility="collapsed",
            on_change=lambda: st.session_state.update(span=st.session_state["period"]),
        )
    slots, names = list(palette.slot(answer.scenario).values()), list(answer.names.values())
    lines = ledger(answer.outcomes, period)
    for start in range(0, count, 3):
        row = range(start, min(start + 3, count))
        columns = st.columns(3 if count > 2 else max(2, len(row)))
        for column, index in zip(columns, row, strict=False):
            colour = palette.colour(slots[index])
            with column, st.container(border=True, key=f"card-{colour}-{index}", gap=None):
                st.markdown(_card(lines, period, names[index], index, colour))
                manage.offer_without(answer.scenario, answer.results.strategies[index])


def _card(lines: list[Line], period: Period, name: str, index: int, colour: int) -> str:
    """One strategy: what it costs in all and what is left, then the hours and the cash in it, and what is won."""
    name = formats.markdown(name)
    tinted = f":{WORDS[colour - 1]}[{name}]" if colour <= len(WORDS) else name
    cost, *others = lines
    table = "\n".join(f"| {line.label} | {_figure(line, index)} |" for line in others)
    whole = placing.unparted(cost.figures[index])
    return f"### {tinted}\n\n**{whole}** {cost.label.lower()} {period.label}\n\n| What | {name} |\n|:--|--:|\n{table}"


def _figure(line: Line, index: int) -> str:
    """A figure, with its range in the same breath where it has one."""
    figure = placing.unparted(line.figures[index])
    if not line.ranges:
        return figure
    spread = placing.unparted(line.ranges[index])
    return f"**{figure}** :gray[({spread})]" if spread else f"**{figure}**"


def _charts(answer: Study, period: Period) -> None:
    """The charts that lead and what they rest on, then those that are asked for."""
    drawn = compare_charts(answer.results, answer.outcomes, period, (*LEADING, *state.charts()))
    places = [partial(placing.chart, chart) for chart in drawn]
    _pairs([*places[: len(LEADING)], partial(_grounds, answer)])
    state.shown("more", state.charts())
    st.pills(
        "More charts",
        [name for name in CHARTS if name not in LEADING],
        selection_mode="multi",
        format_func=CHARTS.__getitem__,
        key="more",
        on_change=lambda: state.open_charts(st.session_state["more"]),
    )
    _pairs(places[len(LEADING) :])


def _pairs(places: Sequence[Callable[[], None]]) -> None:
    """Two beside each other."""
    for start in range(0, len(places), 2):
        for column, place in zip(st.columns(2, gap="large"), places[start : start + 2], strict=False):
            with column:
                place()


def _grounds(answer: Study) -> None:
    """What the figures rest on, in the place of a chart."""
    marks = list(answer.marks.values())
    count = {mark: marks.count(mark) for mark in ("yours", "typical", "our assumption")}
    own = count["yours"]
    with st.container(key="grounds"):
        st.header("What does this rest on?", anchor=False)
        st.markdown(
            f"{own} {'number is' if own == 1 else 'numbers are'} yours, {count['typical']} are published figures with "
            f"a source, and {count['our assumption']} are our assumptions, each with its reason. Hours and cash follow "
            "from what you do. What networking yields rests on thin evidence, so it is shown as a range: no study has "
            "compared the three ways for small firms or job seekers."
        )
        st.markdown(
            "Relationships that nobody keeps in touch with are taken to fall silent, so no value here is a gain over "
            "doing nothing."
        )
        pages.link("sources", "Every number and its source")
        pages.link("answers", "Odds, break-even, the best mix and more answers")
