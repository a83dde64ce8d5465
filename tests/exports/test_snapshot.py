"""The chart that a visitor's own browser keeps."""

from __future__ import annotations

import json

import plotly.graph_objects as go
import pytest

from calculator import __version__, assumptions
from calculator.changes import replace
from calculator.exports import images, snapshot, stamp

OWNER = assumptions.scenario("uk-owner")


def words(figure):
    """All that the figure says."""
    return json.dumps(figure["layout"], ensure_ascii=False)


@pytest.mark.parametrize("chart", images.charts(OWNER), ids=lambda chart: chart.id)
def test_every_chart_can_be_kept(chart):
    """The figure is valid, opaque and larger than the chart by its words: title, caption, date, version and link."""
    figure = snapshot.snapshot(chart, OWNER, "https://example.org/")
    go.Figure(**figure)
    assert figure["layout"]["paper_bgcolor"].startswith("#")
    assert figure["layout"]["height"] > chart.figure["layout"]["height"]
    for word in (chart.title.split()[0], stamp.dated(stamp.today()), __version__, "example.org"):
        assert word in words(figure)


def test_the_chart_on_the_page_stays_as_it_was():
    """Making the picture changes nothing of the chart that it is made from."""
    chart = images.charts(OWNER)[0]
    before = json.dumps(chart.figure)
    snapshot.snapshot(chart, OWNER)
    assert json.dumps(chart.figure) == before


def test_names_are_written_as_they_are():
    """A person's own markup in a name is shown and not obeyed."""
    mine = replace(OWNER, {"activities.linkedin.name": "<b>x</b> <a href='http://x.y'>z</a>"})
    figure = snapshot.snapshot(images.charts(mine)[0], mine)
    assert "<a href" not in words(figure)


@pytest.mark.parametrize(("kind", "scale"), [("png", 2), ("svg", 1)])
def test_the_button_gives_the_whole_picture(kind, scale):
    """The file is as wide as the picture was made for, and as high as it needs."""
    chart = images.charts(OWNER)[0]
    figure = snapshot.snapshot(chart, OWNER)
    said = snapshot.options(chart, figure, kind)["toImageButtonOptions"]
    assert (said["format"], said["scale"], said["width"]) == (kind, scale, snapshot.WIDE)
    assert said["height"] == figure["layout"]["height"]
