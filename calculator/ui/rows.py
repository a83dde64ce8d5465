"""One number as a row: what it is and its unit, the field, its range and mark, and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from calculator import assumptions, formats
from calculator.facts import HOUR, figure, unit_of
from calculator.model import Scenario
from calculator.notation import DOUBTS, parse, plain
from calculator.parameters import Parameter, parameters, spread_of, text
from calculator.ui import state

MOST = 24
"""Rows drawn at once; each costs a rerun some of its speed."""
DOUBTED = "About is 10% either way, roughly 30%; no idea goes from a third of the number to three times as much."


def rows(paths: Sequence[str]) -> None:
    """A row a number."""
    for path in paths[:MOST]:
        row(path)
    if len(paths) > MOST:
        st.caption(f"{len(paths) - MOST} more. Type more of the word to see them.")


def row(path: str) -> None:
    """The row of one number."""
    scenario = state.scenario()
    known = parameters(scenario)[path]
    with st.container(key=f"row-{path.replace('.', '-')}", border=False):
        name, entry, facts, more = st.columns([3, 2, 3, 1.4], vertical_alignment="center")
        with name:
            unit = unit_of(scenario, known)
            title = known.label if path.startswith("media.") else known.title  # each medium has one, of the same title
            st.markdown(f"{formats.markdown(title)}  \n:gray[{formats.markdown(unit)}]")
        with entry:
            _field(known, formats.label(f"{known.label}, {unit}"))
        with facts:
            spread, mark = spread_of(scenario, path), assumptions.mark(scenario, path)
            low, high = figure(scenario, known, spread.low), figure(scenario, known, spread.high)
            said = [] if low == high else [f"{low} to {high}"]
            said.append({"yours": "**yours**"}.get(mark, mark))
            before = assumptions.rows(scenario).get(path)
            if mark == "yours" and before is not None:
                said.append(f"was {figure(scenario, known, before.value)}")
            st.markdown(formats.markdown(" · ".join(said)).replace(r"\*\*", "**"))
        with more:
            _more(scenario, known)


def _field(known: Parameter, label: str) -> None:
    key = f"field {known.path}"
    value = state.number(known.path)
    if known.unit == HOUR:
        state.shown(key, "" if value is None else formats.clock(value))
        st.text_input(
            label,
            value=st.session_state[key],
            key=key,
            placeholder="none" if known.optional else "06:45",
            label_visibility="collapsed",
            on_change=_taken,
            args=(known.path, key),
        )
        return
    number(known, label, float(value or 0.0), key, label_visibility="collapsed")


def number(known: Parameter, label: str, value: float, key: str, **more: Any) -> None:
    """A field for a number, at the scale at which people type it."""
    value, step = round(value / known.scale, 6), round(known.step / known.scale, 6)
    state.shown(key, value)
    args = (known.path, key, known.scale)
    st.number_input(label, value=value, key=key, step=step, format="%.10g", on_change=_taken, args=args, **more)


def _taken(path: str, key: str, scale: float = 1.0) -> None:
    given = st.session_state[key]
    if isinstance(given, float | int):
        given = round(given * scale, 8)
    if given is None or not state.change({path: given}):
        del st.session_state[key]  # the field shows the number that stays


def _ranged(known: Parameter, key: str) -> None:
    given = st.session_state[key]
    if known.scale != 1:  # a figure alone is per cent as well
        given = re.sub(r"(?<=\d)\s*(?=\.\.|$)", "%", given)
    if not state.change({known.path: given}):
        del st.session_state[key]


def _more(scenario: Scenario, known: Parameter) -> None:
    """What the number rests on, a range of one's own, and the way back; drawn when it is opened."""
    found = st.popover("Source", type="tertiary", key=f"more {known.path}", on_change="rerun")
    if not found.open:
        return
    with found:
        st.markdown(source(scenario, known.path))
        key = f"range {known.path}"
        spread = spread_of(scenario, known.path)
        ends = dict.fromkeys(figure(scenario, known, end) for end in spread)
        state.shown(key, text(scenario, known.path) if known.scale == 1 else "..".join(ends))
        example = "12..18..30" if known.scale == 1 else "10%..20%..30%"
        st.text_input(f"Number or range, such as {example}", key=key, on_change=_ranged, args=(known, key))
        st.caption(f"It takes {formats.markdown(state.allowed(known))}.")
        if known.unit != HOUR and state.number(known.path):  # of a time of day, or of nothing, a tenth says little
            doubt(scenario, known)
        yours = assumptions.mark(scenario, known.path) == "yours"
        rooted = known.path in assumptions.rows(scenario)
        st.button(
            "Reset",
            key=f"reset {known.path}",
            on_click=state.reset,
            args=(known.path,),
            disabled=not (yours and rooted),
        )


def doubt(scenario: Scenario, known: Parameter) -> None:
    """How sure one is of the number, in a tap; no word is marked where the range is another."""
    key, spread = f"sure {known.path}", spread_of(scenario, known.path)
    written = {"exactly": plain(spread.likely), **{word: f"{word} {plain(spread.likely)}" for word in DOUBTS}}
    ranges = {word: parse(text, known.optional, known.low, known.high) for word, text in written.items()}
    state.shown(key, next((word for word, found in ranges.items() if found == spread), None))
    st.segmented_control(
        "How sure are you?",
        list(written),
        format_func=lambda word: word.capitalize(),
        key=key,
        wrap=True,
        on_change=_doubted,
        args=(known.path, key, written),
        help=DOUBTED,
    )


def _doubted(path: str, key: str, written: Mapping[str, str]) -> None:
    word = st.session_state[key]
    if word is not None:
        state.change({path: written[word]})


def noted(note: str) -> str:
    """A note in Markdown, the sources that it names by id as links."""
    known = assumptions.sources()

    def linked(found: re.Match[str]) -> str:
        url = known[found[0]].url if found[0] in known else ""
        return f"[{found[0]}]({url})" if url else found[0]

    return re.sub(r"E\d{3}", linked, formats.markdown(note))


def source(scenario: Scenario, path: str) -> str:
    """What a number rests on, in Markdown: whose it is, the note, and where it was published."""
    row = assumptions.rows(scenario).get(path)
    if row is None:
        return "This number is yours; no preset has it."
    known = parameters(scenario)[path]
    value, low, high = (formats.markdown(figure(scenario, known, it)) for it in (row.value, row.low, row.high))
    lines = [f"**{row.mark.capitalize()}**: {value}" + (f", plausibly {low} to {high}" if row.low < row.high else "")]
    lines.append(noted(row.note))
    if row.source.url:
        title = formats.markdown(f"{row.source.publisher}, {row.source.title} ({row.source.year})")
        lines.append(f"[{title}]({row.source.url})")
    return "\n\n".join(lines)
