"""The settings of a widget, its colours, its picture and the lines that a page takes over."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import parse_qsl, unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator import assumptions, permalink
from calculator.changes import replace
from calculator.embed import colours, fields, picture, settings, snippet
from calculator.embed.body import Widget
from calculator.embed.settings import Settings, read
from calculator.exports.content import Content
from tests.exports.cases import CASES, HOSTILE

HOST = "https://net.example"
OWNER = assumptions.scenario("uk-owner")
MINE = replace(OWNER, {"profile.hourly_value": 33, "activities.breakfast.meal_fee": 15})
HEX = st.text("0123456789abcdef", min_size=6, max_size=6)


class Parsed(HTMLParser):
    """The elements of some HTML with their attributes, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Keep them."""
        self.words += f"{data} "

    def one(self, tag: str) -> dict[str, str]:
        """The attributes of the only element of its kind."""
        [attributes] = [attributes for name, attributes in self.found if name == tag]
        return attributes


KNOWN = st.builds(
    Settings,
    controls=st.lists(st.sampled_from(["hour", "fee", "profile.years"]), unique=True, max_size=3).map(tuple),
    charts=st.lists(st.sampled_from(list(settings.CHARTS)), unique=True, min_size=1).map(tuple),
    theme=st.sampled_from(["auto", "light", "dark"]),
    show=st.sampled_from(settings.SHOWS),
    results=st.sampled_from(settings.RESULTS),
)


@given(KNOWN)
def test_settings_survive_their_pairs(found: Settings) -> None:
    """Written as pairs and read again, settings are what they were, with nothing to complain of."""
    assert read(found.pairs()) == (found, [])


@given(st.lists(st.tuples(st.sampled_from([*settings.KEYS, "preset", "x"]), st.text(max_size=30))))
def test_reading_never_fails(pairs: list[tuple[str, str]]) -> None:
    """Whatever a query holds, there are settings that can be used, and each fault names its key."""
    found, faults = read(pairs)
    assert read([*found.pairs(), ("show", found.show)])[0] == found
    assert {fault.path for fault in faults} <= set(settings.KEYS)


def test_editions_decide_what_is_frozen() -> None:
    """A preset with its edition is frozen, one without is live, and what is said goes before."""
    assert read([("preset", "uk-owner")])[0].show == "live"
    assert read([("preset", OWNER.preset)])[0].show == "frozen"
    pairs = [("preset", OWNER.preset), ("show", "live"), ("profile.years", "3")]
    assert settings.without(pairs) == [("preset", "uk-owner"), ("profile.years", "3")]


@given(HEX, HEX, HEX)
def test_colours_can_be_read_or_are_refused(ink: str, paper: str, accent: str) -> None:
    """Of any three colours either a sentence says why not, or all words and marks of the widget stand out."""
    found, faults = read([("theme", "host"), ("ink", ink), ("paper", paper), ("accent", accent)])
    if faults:
        assert found.theme == "auto"
        assert all("contrast" in fault.message for fault in faults)
        return
    tone = colours.fixed(found.colours)
    words = [tone[name] for name in tone if name in ("ink", "muted", "link", "error") or name.startswith("strong")]
    marks = [tone[name] for name in tone if name == "border" or name.startswith("fill")]
    assert min(colours.contrast(one, tone["paper"]) for one in words) >= colours.TEXT - 0.01
    assert min(colours.contrast(one, tone["paper"]) for one in marks) >= colours.MARK - 0.01


def test_fields_that_are_offered_are_there() -> None:
    """Each offered field can be asked for by its word, any other number by its path, and a stranger is named."""
    for name, field in fields.known(OWNER).items():
        found, faults = fields.chosen(OWNER, Settings(controls=(name,)))
        assert ([one.label for one in found], faults) == ([field.label], [])
    found, faults = fields.chosen(OWNER, Settings(controls=("profile.years", "profile.yeras")))
    assert [list(one.scales) for one in found] == [["profile.years"]]
    assert "profile.years" in faults[0].message
    assert fields.chosen(OWNER, Settings(controls=("none",))) == ([], [])
    found, _ = fields.chosen(OWNER, Settings(controls=("fee", "activities.breakfast.meal_fee")))
    assert [one.id for one in found] == ["field-fee"]  # two fields of one number would gainsay each other


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("width", [320, 640, 1200])
def test_pictures_are_whole(name: str, width: int) -> None:
    """Any scenario makes a small well-formed picture of the width asked for, which loads and runs nothing."""
    content = Content(CASES[name])
    drawn = picture.picture(content, Settings(), width)
    root = ET.fromstring(drawn)
    assert [root.attrib[side] for side in ("width", "height")] == [
        str(width),
        str(round(picture.Drawing(content, Settings(), width).high)),
    ]
    assert len(drawn.encode()) < 4000
    assert {it.tag.partition("}")[2] for it in root.iter()} <= {"svg", "title", "path", "g", "text", "rect", "pattern"}
    assert not [name for it in root.iter() for name in it.attrib if "href" in name or name.startswith("on")]
    lines = [float(text.attrib["y"]) for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert max(lines, default=0) <= float(root.attrib["height"])


@pytest.mark.parametrize("name", ["GBP", "hostile", "six", "none", "role"])
def test_the_figure_stands_alone(name: str) -> None:
    """A figure holds its picture as data, says the sentence, and has each way's cost in its table."""
    content = Content(CASES[name])
    found = Parsed(snippet.figure(CASES[name], Settings(), HOST))
    image, slim = found.one("img"), found.one("source")
    for source, each in ((image["src"], image), (slim["srcset"], slim)):
        assert source.startswith("data:image/svg+xml,")
        drawn = ET.fromstring(unquote(source.partition(",")[2]))
        assert [drawn.attrib[side] for side in ("width", "height")] == [each["width"], each["height"]]
    assert not re.search(r"\s|,$", slim["srcset"])  # where a set of pictures would part
    assert image["alt"] == content.headline.sentence
    assert content.headline.sentence in found.words
    for line in content.ledger:
        assert all(figure in found.words for figure in line.figures)
    assert "script" not in [tag for tag, _ in found.found]
    assert len(snippet.figure(OWNER, Settings(), HOST)) < 6000


@pytest.mark.parametrize("scenario", [OWNER, MINE, CASES["hostile"], CASES["six"]])
@pytest.mark.parametrize("show", settings.SHOWS)
def test_all_lines_show_the_same_scenario(scenario: object, show: str) -> None:
    """The script's attributes, the frame's address and the figure's link all open on the numbers they were made for."""
    wanted = Settings(charts=("hours", "cost"), show=show)
    script = Parsed(snippet.script(scenario, wanted, HOST)).one("script")
    own = [(name[5:], value) for name, value in script.items() if name.startswith("data-")]
    frame = parse_qsl(urlsplit(Parsed(snippet.frame(scenario, wanted, HOST)).one("iframe")["src"]).query)
    link = parse_qsl(urlsplit(Parsed(snippet.figure(scenario, wanted, HOST)).one("a")["href"]).query)
    for pairs in (own, frame, link):
        assert permalink.decode(settings.without(pairs))[0] == scenario
        assert ("2026" in dict(pairs)["preset"]) == (show == "frozen")
    assert read(own)[0] == wanted
    assert read(frame)[0] == wanted


@pytest.mark.parametrize("name", CASES)
def test_widgets_are_safe(name: str) -> None:
    """Names that are markup stay words; no element has a style or a handler; the data cannot end its block."""
    shown = Widget(Content(CASES[name]), Settings(charts=tuple(settings.CHARTS)), [("preset", "uk-owner")])
    found = Parsed(shown.html())
    assert not {"script", "img"} & {tag for tag, _ in found.found}
    assert not [name for _, given in found.found for name in given if name == "style" or name.startswith("on")]
    assert "<" not in shown.data()
    if name == "hostile":
        assert HOSTILE[:20] in found.words


def test_outcomes_have_their_range() -> None:
    """Where a widget says what may be won it says how far that may be off, and without that chart it says nothing."""
    content = Content(OWNER)
    assert len(re.findall(r"likely, [\d.]+ to [\d.]+", Widget(content, Settings(charts=("wins",)), []).html())) == 3
    assert "likely" not in Widget(content, Settings(), []).html()
