"""Your week: the fixed times of a strategy as a grid, and as a file for one's calendar."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from calculator.analyses.study import Study
from calculator.exports import ics
from calculator.ui import asked, downloads


def show(answer: Study) -> None:
    """The answer, the strategy it is about, its grid, and the file."""
    told, given = asked.show(answer, "week")
    if told.chart is not None:
        downloads.say()
        with asked.row("week-file"):
            start = st.date_input("Calendar from", format="DD/MM/YYYY", key="week-from", width=160)
            if isinstance(start, date):  # none while the field is empty
                made = partial(ics.calendar, answer.scenario, given["strategy"], start)
                name = f"networking-{given['strategy']}.ics"
                downloads.download("Calendar file (.ics)", made, name, "text/calendar", "week-ics")
        st.caption("A year of it from the next Monday: three events a time, the way there and back among them.")
    elif answer.names:
        st.caption("A calendar file needs an activity with a start and a day; Details has both.")
