"""The Share page: the link and its picture, the files people take away, and another's scenario beside one's own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import partial

import streamlit as st

from calculator import formats
from calculator.charts import CHARTS, compare_charts
from calculator.documents import write
from calculator.errors import CalculatorError
from calculator.exports import card, data, images, recipe, snapshot
from calculator.exports.sizes import Size
from calculator.exports.whole import DECK, SHEET
from calculator.model import Scenario
from calculator.period import Name
from calculator.permalink import note, url
from calculator.ui import address, answers, downloads, pages, state, versus
from calculator.ui.downloads import download
from calculator.ui.placing import RawFigure

WRITERS: dict[str, Callable[[data.Table, Scenario], bytes | str]] = {
    "CSV": data.as_csv,
    "JSON": data.as_json,
    "Parquet": data.as_parquet,
}
TABLES: tuple[data.Table, ...] = ("results", "assumptions")
SIZES = {"As it needs": "page", "For a link, 1200 by 628": "preview", "Square": "square"}


def show() -> None:
    """The whole page."""
    scenario = state.scenario()
    pages.back()
    st.title("Share what you see", anchor=False)
    state.say()
    downloads.say()
    left, right = st.columns([5, 6], gap="large")
    with left:
        st.header("The link", anchor=False)
        extra = [state.SHARED, *(pair for pair in state.pairs() if pair[0] in ("period", "skipped"))]
        st.code(url(scenario, _address(), extra), language=None, wrap_lines=True)
        st.markdown(
            "It holds the whole scenario and opens on any machine. Whoever changes a number starts a copy; "
            "yours stays as it is."
        )
        if long := note(scenario, _address(), extra):
            st.caption(long)
        st.caption("Names that you typed are in it. The server keeps nothing of it.")
    with right:
        _card(scenario)
    _files(scenario)
    _charts(scenario)
    st.header("The figures as data", anchor=False)
    with st.container(horizontal=True, key="data"):
        for table in TABLES:
            for kind, write_as in WRITERS.items():
                name = f"{table}.{kind.lower()}"
                download(f"{table.capitalize()}, {kind}", partial(write_as, table, scenario), name)
        download("What the columns mean", lambda: data.as_csv("dictionary", scenario), "dictionary.csv")
    same = recipe.recipe(scenario)
    with st.expander("The same in Python and on the command line", type="compact"):
        st.code(same.command_line, language="bash")
        st.code(same.python, language="python")
        if same.file:
            st.caption(f"Both read {recipe.FILE}, which is the scenario file above.")
    versus.show(scenario)


def _address() -> str:
    """Where links lead."""
    return f"{address.host()}/"


def _card(scenario: Scenario) -> None:
    """The picture that the link shows where it is posted."""
    answer = answers.answer(scenario)
    period = answers.period(state.span(), scenario).name
    here = _address()  # a button's file is made where nobody knows the page's address
    picture = card.picture(answer, "preview", here, period=period)

    def drawn(size: Size) -> bytes:
        return card.card_png(scenario, size, 2, here, period=period)

    from calculator.exports import svg

    st.image(svg.png(picture, 1.0), caption="The picture of the link", width="stretch")
    with st.container(horizontal=True):
        download("Picture, 1200 by 628", lambda: drawn("preview"), "answer.png")
        download("Square picture", lambda: drawn("square"), "answer-square.png")


def _files(scenario: Scenario) -> None:
    """Each file is made when it is asked for; none is left half made."""
    st.header("Files to take away", anchor=False)
    link = url(scenario, _address(), [state.SHARED])

    def workbook() -> bytes:
        from calculator.exports.workbook import workbook as made  # each writer is slow to import

        return made(scenario)

    def slides() -> bytes:
        from calculator.exports.slides import slides as made

        return made(scenario)

    def page(live: bool) -> str:
        from calculator.exports.page import page as made

        return made(scenario, link, live=live)

    with st.container(horizontal=True, key="files"):
        download("Workbook with live formulas", workbook, "networking.xlsx", SHEET)
        download("Slides", slides, "networking.pptx", DECK)
        download("One-page report", lambda: page(False), "networking.html", "text/html")
        download("Take-away that computes", lambda: page(True), "networking-live.html", "text/html")
        download("Scenario file", lambda: write(scenario), "scenario.json", "application/json")
    st.caption(
        "The workbook recalculates in Excel and LibreOffice. The report prints on A4 and Letter and works offline; "
        "the take-away has fields that compute with no server."
    )


def _charts(scenario: Scenario) -> None:
    """One chart as an image: kept by the visitor's own browser, or drawn here with our fonts in it."""
    st.header("A chart as an image", anchor=False)
    period = answers.period(state.span(), scenario).name
    answer = answers.answer(scenario)  # what every page shows, and not worked out for this one again
    if not scenario.strategies:
        st.markdown("No charts yet: there is no strategy to draw.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="chart-image"):
        chosen = st.selectbox("Chart", list(CHARTS), format_func=CHARTS.__getitem__, key="chart-id", width=340)
        kind = st.segmented_control("As", images.FORMATS, default="png", required=True, key="image-kind")
        size = st.selectbox("Size", list(SIZES), key="image-size", width=220)
        asked = st.button("Draw it", key="image-draw")
        every = st.button(f"Draw all {len(CHARTS)}", key="image-draw-all")
    if every and kind and size:
        _all(scenario, kind, SIZES[size], period)
    elif asked and kind and size:
        _drawn(scenario, chosen, kind, SIZES[size])
    (chart,) = compare_charts(answer.results, answer.outcomes, answers.period(period, scenario), [chosen])
    figure = snapshot.snapshot(chart, scenario, _address(), answer.swings)
    st.caption("The camera at the corner keeps this picture with your own browser, and needs nothing of the server.")
    with st.container(key="snapshot"):
        config = snapshot.options(chart, figure, "svg" if kind == "svg" else "png")
        st.plotly_chart(
            RawFigure(figure), key="snapshot-figure", theme=None, config=config, alt=chart.alt, width=snapshot.WIDE
        )


def _all(scenario: Scenario, kind: images.Format, size: str, period: Name) -> None:
    """Every chart in one file, with what is being drawn and a way to stop; what is stopped leaves nothing."""
    bar = st.progress(0.0)
    st.button("Cancel", key="image-cancel")  # any press ends this run where the bar next moves

    def told(index: int, count: int, title: str) -> None:
        bar.progress((index - 1) / count, f"Drawing {index} of {count}: {formats.markdown(title)}")

    try:
        pictures = images.images(scenario, "all", kind, size, 2, _address(), period, told=told)
    except CalculatorError as error:
        st.error(formats.markdown(str(error)))
        return
    bar.progress(1.0, f"{len(pictures)} charts are ready.")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as pack:
        for name, content in pictures.items():
            pack.writestr(f"{name}.{kind}", content)
    download(f"Keep all {len(pictures)}", packed.getvalue, "charts.zip", "application/zip")


def _drawn(scenario: Scenario, chart: str, kind: images.Format, size: str) -> None:
    try:
        with st.spinner("Drawing. The first takes a few seconds; another choice or page cancels it."):
            made = images.image(scenario, chart, kind, size, 2, _address(), answers.period(state.span(), scenario).name)
    except CalculatorError as error:
        st.error(formats.markdown(str(error)))
        return
    if kind != "pdf":
        st.image(made if kind == "png" else made.decode(), width="stretch")
    download(f"Keep the {kind.upper()}", lambda: made, f"{chart}.{kind}")
