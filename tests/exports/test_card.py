"""The answer card: every size, currency and count of strategies, and no words over any edge or over each other."""

import time
from datetime import date
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import __version__, assumptions, lettering
from calculator.analyses.headline import headline
from calculator.analyses.monte_carlo import outcomes
from calculator.analyses.sensitivity import swings
from calculator.changes import replace
from calculator.errors import CalculatorError
from calculator.exports import svg
from calculator.exports.card import EDGE, card_png, card_svg, ways
from calculator.exports.sizes import pixels
from calculator.lettering import FACES, FONTS
from calculator.period import Period
from tests.exports.pictures import SVG, differing, grown, hard, inked, opened, texts, wordless

HARD = hard()
SIZES = ("preview", "square", "small", (360, 740), (2000, 500))
LINK = "https://networking.example.org/?preset=uk-owner-2026-11&profile.hourly_value=40"
DAY = date(2026, 11, 3)


def box(attributes, words):
    """From where to where words go by the fonts' own widths, and their baseline and size."""
    (face,) = [f for f in FACES if (f.family, str(f.weight)) == (attributes["font-family"], attributes["font-weight"])]
    size, x = float(attributes["font-size"]), float(attributes["x"])
    wide = lettering.width(words, face, size) / lettering.LOOSE
    left = x - wide if attributes["text-anchor"] == "end" else x
    return left, left + wide, float(attributes["y"]), size


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", HARD)
def test_words_keep_their_places(name, size):
    """No words leave the card's inner edge, or lie over other words, whatever the names and amounts."""
    drawn = card_svg(HARD[name], size, LINK, DAY)
    across, down = map(float, ET.fromstring(drawn).attrib["viewBox"].split()[2:])
    boxes = [box(*found) for found in texts(drawn)]
    for left, right, y, _ in boxes:
        assert left >= EDGE - 1, name
        assert right <= across - EDGE + 1, name
        assert EDGE / 2 < y < down - 12
    for one, other in combinations(boxes, 2):
        apart = one[1] <= other[0] + 1 or other[1] <= one[0] + 1
        assert apart or abs(one[2] - other[2]) > 0.7 * min(one[3], other[3]), (name, one, other)


@pytest.mark.parametrize("size", ["preview", "square", (800, 418)], ids=str)
@pytest.mark.parametrize("name", ["pounds", "canada", "role", "one", "eight", "none", "strange", "huge"])
def test_png_is_whole(name, size):
    """A PNG has its size, is opaque, has words, and leaves its edges blank."""
    drawn = card_svg(HARD[name], size, LINK, DAY)
    image, bare = opened(svg.png(drawn)), opened(svg.png(wordless(drawn)))
    assert image.size == pixels(size)
    assert differing(image, bare) > image.width * image.height * 0.004
    left, top, right, bottom = inked(image)
    edge = EDGE * image.width / float(ET.fromstring(drawn).attrib["viewBox"].split()[2]) - 3
    assert min(left, top, image.width - right) >= edge * 0.9
    assert image.height - bottom > 8


def test_scale():
    """Twice the scale has twice the pixels each way, of the same picture."""
    image = opened(card_png(HARD["pounds"], "preview", 2, day=DAY))
    assert image.size == (2400, 1256)
    assert inked(image.resize((1200, 628))) == pytest.approx(inked(opened(card_png(HARD["pounds"], day=DAY))), abs=2)


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.file)
def test_each_font_is_drawn(face):
    """Words in each of our fonts come out, as wide as they were measured, with no help from the system."""
    words = "Łódź £8,512 a year, 1:2:1 WAVE"
    line = svg.text(10, 60, words, face, 40, "#000000")
    drawn = svg.png(svg.document((900, 90), (900, 90), "", line))
    left, _, right, _ = inked(opened(drawn))
    assert right - left == pytest.approx(lettering.width(words, face, 40), rel=0.04)
    other = next(found.family for found in FACES if found.family != face.family)
    assert svg.png(svg.document((900, 90), (900, 90), "", line.replace(face.family, other))) != drawn


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.file)
def test_widths_are_the_fonts_own(face):
    """The table of widths says what the fonts say, and both forms of a font have the same letters."""
    font = TTFont(FONTS / f"{face.file}.ttf")
    letters, em = font.getBestCmap(), font["head"].unitsPerEm
    table = lettering.widths(face)
    assert table == {chr(code): round(1000 * font["hmtx"][name][0] / em) for code, name in letters.items() if code > 31}
    assert TTFont(FONTS / f"{face.file}.woff2").getBestCmap() == letters
    assert (font["name"].getBestFamilyName(), font["OS/2"].usWeightClass) == (face.family, face.weight)


def test_it_says_what_the_page_says():
    """The sentence, what each costs and leaves, what that is made of, for how long, and the stamp are on the card."""
    scenario = replace(HARD["pounds"], {"profile.hourly_value": 40})
    found = " ".join(words for _, words in texts(card_svg(scenario, "square", LINK, DAY))).replace("\u00a0", " ")
    drawn = outcomes(scenario)
    assert headline(drawn, swings(scenario)).sentence in found
    for row in ways(drawn, Period.of("all", scenario.profile)):
        assert all(words in found for words in (row.name, row.cost, row.left, row.parts))
    assert "Amounts in 2 years" in found
    assert "Your numbers beside typical ones · 3 November 2026" in found
    assert f"version {__version__} · networking.example.org" in found


def test_parts_add_up():
    """Cash and the value of time are drawn to the scale of the full cost."""
    root = ET.fromstring(card_svg(HARD["pounds"], day=DAY))
    bars = [float(rect.attrib["width"]) for rect in root.iter(f"{SVG}rect") if rect.attrib["width"] != "100%"]
    cash, value = bars[:2]
    results = outcomes(HARD["pounds"]).point
    assert cash / (cash + value) == pytest.approx(results.cash[0, 0] / results.cost[0, 0], abs=0.01)


@pytest.mark.parametrize("count", [1, 2, 3, 6, 8, 12])
def test_more_than_six_are_counted(count):
    """Up to six strategies are drawn; of more the card says how many."""
    words = [found for _, found in texts(card_svg(grown(HARD["pounds"], count), "square", day=DAY))]
    assert sum(found.startswith("costs ") for found in words) == min(count, 6)
    assert (f"and {count - 6} more" in words) == (count > 6)


def test_small_shapes_show_fewer():
    """A card too low for all of its strategies says how many it leaves out."""
    words = [found for _, found in texts(card_svg(grown(HARD["pounds"], 6), (1000, 260), day=DAY))]
    shown = sum(found.startswith("costs ") for found in words)
    assert f"and {6 - shown} more" in words or shown == 6


@settings(max_examples=25)
@given(st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=3), st.sampled_from(SIZES))
def test_any_names(names, size):
    """Whatever people call things, the card is well-formed, and its words stay words."""
    scenario = assumptions.scenario("uk-owner")
    taken = dict(zip(scenario.strategies, names, strict=False))
    mixes = {key: mix.model_copy(update={"name": taken.get(key, mix.name)}) for key, mix in scenario.strategies.items()}
    drawn = card_svg(scenario.model_copy(update={"strategies": mixes}), size, LINK, DAY)
    kinds = {element.tag.removeprefix(SVG) for element in ET.fromstring(drawn).iter()}
    assert kinds <= {"svg", "title", "rect", "text"}
    assert opened(svg.png(drawn)).size == pixels(size)


@pytest.mark.parametrize("size", ["huge", "10x10", "9000x9000", "x", (100, 100), ""])
def test_wrong_sizes(size):
    """A size that will not do is refused, with those that do."""
    with pytest.raises(CalculatorError, match="it takes preview, square, small"):
        card_svg(HARD["pounds"], size)


def test_fonts_go_with_the_svg():
    """A card that leaves as SVG has its fonts inside and asks for nothing."""
    whole = svg.with_fonts(card_svg(HARD["pounds"], day=DAY))
    ET.fromstring(whole)
    assert whole.count("@font-face") == len(FACES)
    assert whole.count("url(") == whole.count("url(data:font/woff2;base64,")
    assert len(whole) < 150_000


def test_it_is_quick():
    """A card is drawn well within a second, since somebody waits for it."""
    card_png(HARD["pounds"], day=DAY)
    start = time.perf_counter()
    card_png(HARD["dollars"], day=DAY)
    assert time.perf_counter() - start < 1
