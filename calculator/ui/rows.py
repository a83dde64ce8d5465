"""One number as a row: what it is and its unit, the field, its range and mark, and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import streamlit as st

from calculator import assumptions, formats
from calculator.facts import HOUR, figure, unit_of
from calculator.model import Scenario
from calculator.notation import DOUBTS, written
from calculator.parameters import Parameter, parameters, spread_of, text
from calculator.ui import entry, state

MOST = 24
"""Rows drawn at once; each costs a rerun some of its speed."""
DOUBTED = "About is 10% either way, roughly 30%; no idea goes from a third of the number to three times as much."


def rows(paths: Sequence[str], hangs: Mapping[str, bool] = MappingProxyType({})) -> None:
    """A row a number; `hangs` says of each that moves the answer whether it decides it."""
    for path in paths[:MOST]:
        row(path, hangs.get(path, False))
    if len(paths) > MOST:
        st.caption(f"{len(paths) - MOST} more. Type more of the word to see them.")


def row(path: str, decides: bool = False) -> None:
    """The row of one number: what it is, the field, how far it may be off and whose it is, and the way back."""
    scenario = state.scenario()
    known = parameters(scenario)[path]
    with st.container(key=f"row-{path.replace('.', '-')}", border=False):
        name, field, facts, more = st.columns([3, 2, 2.7, 1.7], vertical_alignment="center")
        with name:
            unit = unit_of(scenario, known)
            title = known.label if path.startswith("media.") else known.title  # each medium has one, of the same title
            st.markdown(f"{formats.markdown(title)}  \n:gray[{formats.markdown(unit)}]")
        with field:
            value = state.number(path)
            value = value if value is None or known.scale == 1 else round(value / known.scale, 6)
            label, none = formats.label(f"{known.label}, {unit}"), {"placeholder": "none"} if known.optional else {}
            entry.number(label, f"field {path}", {path: known.scale}, value, label_visibility="collapsed", **none)
        with facts:
            spread, mark = spread_of(scenario, path), assumptions.mark(scenario, path)
            low, high = figure(scenario, known, spread.low), figure(scenario, known, spread.high)
            said = [] if low == high else [f"{low} to {high}"]
            said.append({"yours": "**yours**", "typical": "typical, published"}.get(mark, mark))
            before = assumptions.rows(scenario).get(path)
            if mark == "yours" and before is not None:
                said.append(f"was {figure(scenario, known, before.value)}")
            said += ["decides the answer"] if decides else []
            st.markdown(formats.markdown(" · ".join(said)).replace(r"\*\*", "**"))
        with more, st.container(horizontal=True, gap="small", key=f"ways-{path.replace('.', '-')}"):
            if mark == "yours" and state.rooted(path):
                st.button("Reset", type="tertiary", key=f"reset {path}", on_click=state.reset, args=(path,))
            _more(scenario, known)


def _more(scenario: Scenario, known: Parameter) -> None:
    """What the number rests on, and a range of one's own; drawn when it is opened."""
    popover = st.popover("Source", type="tertiary", key=f"more {known.path}", on_change="rerun")
    if not popover.open:
        return
    with popover:
        st.markdown(source(scenario, known.path))
        key = f"range {known.path}"
        spread = spread_of(scenario, known.path)
        ends = dict.fromkeys(figure(scenario, known, end) for end in spread)
        state.shown(key, text(scenario, known.path) if known.scale == 1 else "..".join(ends))
        example = "12..18..30" if known.scale == 1 else "10%..20%..30%"
        st.text_input(
            f"Number or range, such as {example}", key=key, on_change=entry.typed, args=(key, {known.path: known.scale})
        )
        entry.beside(key)
        st.caption(f"It takes {formats.markdown(state.allowed(known))}.")
        if known.unit != HOUR and state.number(known.path):  # of a time of day, or of nothing, a tenth says little
            doubt(scenario, known)


def doubt(scenario: Scenario, known: Parameter) -> None:
    """How sure one is of the number, in a tap; no word is marked where the range is another."""
    key, spread = f"sure {known.path}", spread_of(scenario, known.path)
    number = written(spread.likely)
    texts = {"exactly": number, **{word: f"{word} {number}" for word in DOUBTS}}
    ranges = {word: known.read(text) for word, text in texts.items()}
    state.shown(key, next((word for word, range_of in ranges.items() if range_of == spread), None))
    st.segmented_control(
        "How sure are you?",
        list(texts),
        format_func=lambda word: word.capitalize(),
        key=key,
        wrap=True,
        on_change=_doubted,
        args=(known.path, key, texts),
        help=DOUBTED,
    )


def _doubted(path: str, key: str, texts: Mapping[str, str]) -> None:
    word = st.session_state[key]
    if word is not None:
        state.change({path: texts[word]})


def noted(note: str) -> str:
    """A note in Markdown, the sources that it names by id as links."""
    known = assumptions.sources()

    def linked(match: re.Match[str]) -> str:
        url = known[match[0]].url if match[0] in known else ""
        return f"[{match[0]}]({url})" if url else match[0]

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
