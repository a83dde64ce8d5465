"""What is asked next: of the numbers that are ours still, the one that the verdict hangs on most."""

from __future__ import annotations

import streamlit as st

from calculator import formats
from calculator.analyses.study import Study
from calculator.asking import Asking, asking, basis
from calculator.facts import HOUR
from calculator.notation import written
from calculator.parameters import parameters
from calculator.ui import entry, state
from calculator.ui.rows import noted


def show(answer: Study) -> None:
    """One question in plain words, with what we take till it is answered, or that there is none left."""
    left, passed = _left(answer)
    if not (left or passed):
        return
    with st.container(key="asked-next", gap="small"):
        st.markdown(f"**Next, what decides.** {hanging(answer, passed)}")
        if left:
            _question(asking(answer.scenario, left[0]))
        if passed:
            st.button(f"Ask again what I was not sure of ({len(passed)})", type="tertiary", on_click=state.ask_again)


def _left(answer: Study) -> tuple[list[str], list[str]]:
    """The numbers of ours that move the verdict: those to be asked for, and those that were skipped."""
    ours, passed = [path for path in answer.hangs if answer.marks[path] != "yours"], state.skipped()
    return [path for path in ours if path not in passed], [path for path in ours if path in passed]


def hanging(answer: Study, passed: list[str]) -> str:
    """How much of the verdict hangs on us still, in words."""
    open_ = [path for path in answer.turning if path not in passed]
    unsure = len(answer.turning) - len(open_)
    if open_:
        count = "One answer" if len(open_) == 1 else f"{len(open_)} answers"
        return f"{count} more and the verdict no longer hangs on {'one' if len(open_) == 1 else 'any'} number of ours."
    if unsure:
        number = "one number" if unsure == 1 else f"{unsure} numbers"
        return f"The verdict still hangs on {number} you were not sure of."
    return "No single number of ours would turn the verdict now."


def _question(it: Asking) -> None:
    key = f"next {it.path}"
    with st.container(horizontal=True, key="asked-row", vertical_alignment="bottom"):
        _field(it, key)
        st.button("Yes, about that", key=f"agree {it.path}", on_click=_agreed, args=(it.path,))
        st.button("Not sure", key=f"skip {it.path}", on_click=state.skip, args=(it.path,))
    st.caption(f"{formats.markdown(it.taken)} {noted(basis(state.scenario(), it.path))}")


def _field(it: Asking, key: str) -> None:
    label = formats.label(it.text if it.known.unit == HOUR else f"{it.text} ({it.unit})")
    entry.number(label, key, {it.path: it.scale}, it.value or 0.0, width=420)


def _agreed(path: str) -> None:
    """Make our number the user's own: about what it is, or just that where it is a time of day."""
    value = written(state.number(path))
    clock = parameters(state.scenario())[path].unit == HOUR
    state.change({path: value if clock else f"about {value}"})
