"""Colours: contrast, one dark colour for each light one, and slots that stay."""

import re

import pytest

from calculator.charts import palette
from tests.charts.conftest import edited, eight

THEMES = ("light", "dark")


def luminance(colour):
    """Relative luminance as WCAG defines it."""
    parts = [value / 255 for value in bytes.fromhex(colour[1:])]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    """Contrast ratio as WCAG defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_text_reads_on_paper_and_band(theme):
    """Words of every kind have a contrast of 4.5 on both grounds, in both themes."""
    words = (palette.INK, palette.MUTED, palette.LINK, palette.ERROR, *palette.STRONGS)
    for tone in words:
        for ground in (palette.PAPER, palette.BAND):
            assert contrast(getattr(tone, theme), getattr(ground, theme)) >= 4.5, (tone, ground)


@pytest.mark.parametrize("theme", THEMES)
def test_marks_stand_out_from_paper(theme):
    """Marks and borders have a contrast of 3 on paper, in both themes."""
    for tone in (*palette.FILLS, *palette.FAMILY, palette.BORDER):
        assert contrast(getattr(tone, theme), getattr(palette.PAPER, theme)) >= 2.95, tone


@pytest.mark.parametrize("theme", THEMES)
def test_text_reads_on_every_fill(theme):
    """Amounts inside bars have a contrast of 4.5 on the part, on the cash step and on the hatch, in both themes."""
    pairs = [*zip(palette.FAMILY, palette.ON_FAMILY, strict=True), (palette.HATCH, palette.INK_ON_FILL)]
    pairs += [(strong, palette.PAPER) for strong in palette.STRONGS]
    for fill, text in pairs:
        assert contrast(getattr(fill, theme), getattr(text, theme)) >= 4.5, fill


@pytest.mark.parametrize("theme", THEMES)
def test_text_reads_on_the_pale_step(theme):
    """The value of hours is readable on 22 % of each strategy's colour over paper, in both themes."""
    paper = bytes.fromhex(getattr(palette.PAPER, theme)[1:])
    for tone in palette.FILLS:
        fill = bytes.fromhex(getattr(tone, theme)[1:])
        mixed = bytes(round(0.22 * a + 0.78 * b) for a, b in zip(fill, paper, strict=True))
        assert contrast(f"#{mixed.hex()}", getattr(palette.INK, theme)) >= 4.5, tone


def test_a_light_colour_stands_for_one_dark_colour():
    """The sheet can tell from a light colour alone which dark one is meant."""
    assert len({tone.light for tone in palette.TONES}) == len(palette.TONES)


def test_the_sheet_recolours_every_tone():
    """Each colour has its rules for fill and stroke, and each name's colour one for bold names."""
    sheet = palette.css()
    for tone in palette.TONES:
        red, green, blue = bytes.fromhex(tone.light[1:])
        for kind in ("fill", "stroke"):
            drawn = re.escape(f'[style*="{kind}: rgb({red}, {green}, {blue})"]')
            assert re.search(rf"{drawn}[^{{]*{{{kind}:light-dark\({tone.light},{tone.dark}\)", sheet), tone
    assert all(f'tspan[style*="fill:{tone.light}"]' in sheet for tone in palette.STRONGS)
    assert sheet.count("{") == sheet.count("}")


def test_presets_keep_their_colours():
    """The three ways of the presets have the first three slots, and an id that ends in a number has that slot."""
    assert list(palette.slot(edited(change=eight)).values()) == list(range(1, 9))


def test_a_colour_stays_when_another_strategy_is_deleted():
    """Deleting any one of eight strategies changes the slot of no other."""
    before = palette.slot(edited(change=eight))
    for gone in before:

        def without(tree, gone=gone):
            eight(tree)
            del tree["strategies"][gone]

        after = palette.slot(edited(change=without))
        assert after == {key: number for key, number in before.items() if key != gone}


def test_other_ids_take_free_slots_in_order():
    """Strategies of one's own naming take the lowest slots that nobody claims, each its own."""

    def own(tree):
        mix = {"name": "Mine", "times_per_year": {}}
        tree["strategies"] = {"club": mix, "online": mix, "mix_2": mix, "visits_2026": mix, "mix_1": mix}

    assert palette.slot(edited(change=own)) == {"club": 3, "online": 2, "mix_2": 4, "visits_2026": 5, "mix_1": 1}


def test_the_seventh_strategy_is_told_apart():
    """From the seventh on the colours come again, and say so."""
    assert [palette.look(slot).again for slot in (1, 6, 7, 12)] == [False, False, True, True]
    assert palette.look(8).fill == palette.look(2).fill
