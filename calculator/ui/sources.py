"""The Sources page: every number with what it rests on, and the model beside what was published."""

from __future__ import annotations

import streamlit as st

from calculator import assumptions, calibration, formats
from calculator.engine import MEASURES
from calculator.facts import figure, unit_of
from calculator.findings.trace import method
from calculator.parameters import parameters
from calculator.trace import CLOSED, Step
from calculator.ui import answers, state
from calculator.ui.rows import noted

MARKS = ("our assumption", "typical", "yours", "does not apply")
"""What readers doubt first stands first."""
MOST = 60
"""Rows of a table at once."""


def show() -> None:
    """The whole page."""
    st.title("What the numbers rest on", anchor=False)
    scenario = state.scenario()
    marks = answers.answer(scenario).marks
    count = {mark: list(marks.values()).count(mark) for mark in MARKS}
    own = count["yours"]
    st.markdown(
        f"{count['typical']} numbers are published figures, {count['our assumption']} are our assumptions with a "
        f"reason each, {own} {'is' if own == 1 else 'are'} yours, and {count['does not apply']} do not apply, "
        "such as the travel of a phone call. Further down: [how each figure is reckoned](#method), and "
        "[the model beside what was published](#calibration)."
    )
    with st.container(horizontal=True, vertical_alignment="bottom", key="sources-filter"):
        mark = st.segmented_control(
            "Show", MARKS, default=MARKS[0], format_func=str.capitalize, key="mark", required=True, wrap=True
        )
        word = st.text_input("Search", key="sources-search", placeholder="breakfast", width=220)
    _table([path for path, marked in marks.items() if marked == mark], word)
    st.header("How each figure is reckoned", anchor="method")
    _method()
    st.header("The model beside what was published", anchor="calibration")
    _calibration()


def _method() -> None:
    """Every measure with what it is and its formula, as the engine has them; their steps when asked for."""
    origin = assumptions.origin(state.scenario())
    steps = method(origin.preset, state.scenario().goal)
    st.markdown(
        "The formulas are read from the calculator's own code, so they cannot differ from what it does. Any figure of "
        "yours can be opened under the ledgers of the comparison."
    )
    with st.container(key="method"):
        st.markdown("\n".join(_formula(step) for step in steps[: len(MEASURES)]))
    with st.expander("The steps that they are made from", type="compact", key="method-steps"):
        st.markdown("\n".join(_formula(step) for step in steps[len(MEASURES) :]))
        st.markdown(formats.markdown(CLOSED))


def _formula(step: Step) -> str:
    """A step in Markdown: what it is, and how it is reckoned."""
    name = f"{step.name[0].upper()}{step.name[1:]}"
    how = "; or ".join(step.formulas)
    return f"- **{formats.markdown(name)}** = {formats.markdown(how)}.  \n:gray[{formats.markdown(step.about)}]"


def _calibration() -> None:
    rows = calibration.table()
    inside = sum(row.inside for row in rows)
    st.markdown(
        f"The presets' own results beside {len(rows)} published figures: {inside} lie inside the published range, and "
        "the others say why not. Inside is no proof, since most of these figures are claims of clubs, memories and "
        "surveys of people who chose to answer."
    )
    for row in rows:
        verdict = "inside" if row.inside else f"**outside**. {formats.markdown(row.why_not)}"
        figures = (
            f"Model {formats.markdown(row.written(row.model))}, published {formats.markdown(row.published)}: {verdict}"
        )
        with st.container(key=f"calibration-{row.id}", gap=None):
            cited = (assumptions.sources()[key] for key in row.evidence)
            links = [f"[{formats.markdown(s.publisher)}]({s.url})" if s.url else s.title.lower() for s in cited]
            reading = f":gray[{formats.markdown(row.reading)}] {formats.joined(list(dict.fromkeys(links)))}"
            st.markdown(f"**{formats.markdown(row.question)}**  \n{figures}  \n{reading}")
    st.markdown(calibration.LIMITS)


def _table(marked: list[str], word: str) -> None:
    """The numbers of which label, path, note or publisher has the word, a row each."""
    paths = []
    for path in marked:
        row = assumptions.rows(state.scenario()).get(path)
        label = parameters(state.scenario())[path].label
        said = f"{label} {path} {row.note if row else ''} {row.source.publisher if row else ''}"
        if word.lower() in said.lower():
            paths.append(path)
    if not paths:
        st.markdown(f"Nothing named '{formats.markdown(word)}' here." if word else "None.")
        return
    head = "| Number | Value | Low to high | Why, and where from |\n|:--|--:|--:|:--|"
    with st.container(key="sources-table"):
        st.markdown("\n".join([head, *(_row(path) for path in paths[:MOST])]))
    if len(paths) > MOST:
        st.caption(f"{len(paths) - MOST} more. Search to see them.")


def _row(path: str) -> str:
    scenario = state.scenario()
    known, row = parameters(scenario)[path], assumptions.rows(scenario).get(path)
    label = formats.markdown(f"{known.label}, {unit_of(scenario, known)}")
    value = formats.markdown(figure(scenario, known, state.number(path)))
    if row is None:
        return f"| {label} | {value} |  | yours |"
    low, high = (formats.markdown(figure(scenario, known, edge)) for edge in (row.low, row.high))
    spread = f"{low} to {high}" if row.low < row.high else ""
    title = formats.markdown(f"{row.source.publisher}, {row.source.year}")
    source = f" [{title}]({row.source.url})" if row.source.url else ""
    return f"| {label} | {value} | {spread} | {noted(row.note)}{source} |"
