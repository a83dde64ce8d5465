"""The page Many people: a file is uploaded, faults stand beside their rows, and the group has its answer.

The file is read in memory. What came of it is kept for as long as it stands in its field.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from calculator import formats
from calculator.batch import group, template
from calculator.batch.columns import Start
from calculator.batch.journal import as_csv
from calculator.batch.running import WorkedOut, sheet
from calculator.errors import CalculatorError
from calculator.exports.whole import SHEET
from calculator.ui import downloads, pages, placing, state, workshop
from calculator.ui.downloads import download

MOST = 10_000
"""People of a file; the command line takes any number."""
ROOM = "People from a file"
"""What a room is called that is opened from a file."""
SHOWN = 100
"""Faults that are shown."""
MEGABYTES = 4
KINDS = ["csv", "tsv", "txt", "xlsx", "parquet"]
ASKED = (
    "A row a person, a column a question: the members of a club, the answers of a survey. Empty cells are as on the "
    "Compare page. Names and other columns are passed through, nothing is stored, and nobody else sees it."
)


def show() -> None:
    """The whole page."""
    pages.back()
    downloads.say()
    top = st.container(key="people-answer")
    scenario = state.scenario()
    with st.container(horizontal=True, key="people-templates"):
        download("A file to fill in, CSV", partial(template.as_csv, scenario), "people.csv", "text/csv")
        download("A file to fill in, workbook", partial(template.as_workbook, scenario), "people.xlsx", SHEET)
    file = st.file_uploader(
        f"Your file: CSV, a workbook or Parquet, up to {MOST:,} people", KINDS, key="people", max_upload_size=MEGABYTES
    )
    if file is None:
        st.session_state.pop("people-made", None)
        _opening(top)
        return
    key = (file.file_id, scenario.model_dump_json())
    made = st.session_state.get("people-made")
    if made is None or made[0] != key:
        try:
            made = (key, sheet(file.name, file.getvalue(), Start(scenario.preset, scenario), MOST))
        except CalculatorError as error:
            _opening(top)
            st.error("  \n".join(map(formats.markdown, str(error).splitlines()[:21])))
            return
        st.session_state["people-made"] = made
    _answer(top, made[1])


def _opening(top: st.delta_generator.DeltaGenerator) -> None:
    with top:
        st.title("Many people, from a file", anchor=False)
        st.markdown(ASKED)


def _answer(top: st.delta_generator.DeltaGenerator, made: WorkedOut) -> None:
    """What the group has in common, the faults beside their rows, and the files to take away."""
    answer = group.finding(made.layout, made.read, made.skipped)
    placing.place(answer, top)
    if made.faults:
        st.header("What could not be read", anchor=False)
        st.markdown("These rows are not counted. Mend them in your file, and drop it again.")
        with st.container(key="people-faults"):
            st.markdown("\n".join(f"- {formats.markdown(str(fault))}" for fault in made.faults[:SHOWN]))
        if len(made.faults) > SHOWN:
            st.caption(f"The first {SHOWN} are shown; the file has all that were noted.")
    for line in made.layout.doubtful():
        st.caption(formats.markdown(line))
    with st.container(horizontal=True, key="people-files"):
        download("Everybody's figures, CSV", partial(made.written, "csv"), "results.csv", "text/csv")
        download("Everybody's figures, Parquet", partial(made.written, "parquet"), "results.parquet")
        if st.button("Show it as a room’s board", key="people-room"):
            base = made.layout.base(made.layout.start.preset)
            if workshop.opened(base, ROOM, people=lambda: made.changes):
                pages.go("workshop")
        if made.faults:
            download("The faults, CSV", lambda: as_csv(made.faults).encode("utf-8-sig"), "faults.csv", "text/csv")
