"""The Share page's charts, run without a browser: all of them come in one file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from calculator.charts import CHARTS
from calculator.exports import browser
from calculator.ui import downloads

DRAWN = '<svg class="main-svg" xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'


def _page() -> None:
    """The part of the page that draws charts; the function is run as a script of its own."""
    from calculator.ui import share, state

    state.start()
    share._charts(state.scenario())


def test_all_charts_come_in_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file has each chart under its name, whole, in the form that was chosen."""
    made: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(browser, "svg", lambda *_: DRAWN)
    monkeypatch.setattr(downloads.st, "download_button", lambda label, make, *_, **__: made.update({label: make}))
    app = AppTest.from_function(_page, default_timeout=60).run()
    app.button_group(key="image-kind").set_value("svg")
    app.button(key="image-draw-all").click().run()
    assert not app.exception
    pack = zipfile.ZipFile(io.BytesIO(made[f"Keep all {len(CHARTS)}"]()))
    assert pack.namelist() == [f"{chart}.svg" for chart in CHARTS]
    assert all(pack.read(name).rstrip().endswith(b"</svg>") for name in pack.namelist())
