"""Numbers as people write them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.notation import Spread, parse, plain, ranged

FINITE = st.floats(allow_nan=False, allow_infinity=False)


@given(FINITE)
def test_plain_gives_every_number_back(number):
    """What is written plainly is read as exactly the same number, however large or small."""
    assert parse(plain(number)) == Spread(number, number, number)


@given(FINITE, FINITE, FINITE)
def test_a_spread_gives_its_three_numbers_back(one, two, three):
    """Low, likely and high are read back as they were written."""
    spread = sorted([one, two, three])
    assert parse("..".join(map(plain, spread))) == Spread(*spread)


@given(st.text(max_size=50) | st.integers() | FINITE | st.booleans() | st.lists(st.integers(), max_size=2))
def test_anything_else_is_a_value_error(value):
    """Whatever is written, it is a spread of finite numbers in order, or a ValueError and nothing else."""
    try:
        spread = parse(value)
    except ValueError:
        return
    assert all(map(math.isfinite, spread))
    assert list(spread) == sorted(spread)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("15", 15),
        (" 15 ", 15),
        ("-3", -3),
        ("−3", -3),
        ("+3", 3),
        (".5", 0.5),
        ("30,5", 30.5),
        ("0,125", 0.125),
        ("1,250", 1250),
        ("1,250.50", 1250.5),
        ("12,345,678", 12345678),
        ("1 250", 1250),
        ("1\u00a0250", 1250),
        ("£1,250", 1250),
        ("$ 4.50", 4.5),
        ("30,5 €", 30.5),
        ("25 %", 0.25),
        ("2,5%", 0.025),
        ("1e3", 1000),
        ("6:45", 6.75),
    ],
)
def test_a_number_is_read_as_people_write_it(text, number):
    """Decimal commas, thousands, currency signs, per cent, a true minus and a time of day are all understood."""
    assert parse(text) == Spread(number, number, number)


@pytest.mark.parametrize(
    "text",
    [
        *("", "none", "forty", "nan", "inf", "1e999", "0x10"),
        *("..", "1..", "..2", "3..2", "3..1..2", "1..2..3..4"),
        *("1,2,3", "12 18", "1.250,5", "5%%", "%", "12:75", "1" * 41),
    ],
)
def test_what_is_no_number_is_refused(text):
    """Two numbers in a row, a range out of order, words, and what is not finite are no numbers."""
    with pytest.raises(ValueError, match=r".*"):
        parse(text)


@pytest.mark.parametrize("value", [True, False, None, [1], {"low": 1}, b"15", math.nan, math.inf, 10**400])
def test_what_is_not_even_text_is_refused(value):
    """True is not 1, and an integer beyond all floats is a ValueError and no overflow."""
    with pytest.raises(ValueError, match=r".*"):
        parse(value)


def test_two_numbers_have_their_middle_as_the_likely_one():
    """Of 12..30 the likely value is 21; spaces around the dots do not matter."""
    assert parse("12..30") == parse(" 12 .. 30 ") == Spread(12, 21, 30)


@pytest.mark.parametrize("text", ["about 18", "About  18", "ABOUT, 18", "about:18", " about\u00a018 ", "about ,: 18\n"])
def test_a_word_of_doubt_may_be_set_apart_as_people_do(text):
    """Blanks, a comma or a colon after the word, and capitals, make no difference."""
    assert parse(text) == Spread(16.2, 18, 19.8)
    assert ranged(text)


@pytest.mark.parametrize(
    "text", ["about", "about ", "about,", "about18", "about about 18", "no \u0131dea 5", "abouT\u0130 5"]
)
def test_a_word_of_doubt_alone_is_no_number(text):
    """Nothing after it, nothing between, twice, or letters that only look alike."""
    with pytest.raises(ValueError, match=r".*"):
        parse(text)


def test_none_is_read_only_where_none_will_do():
    """'none' and nothing at all are none for an optional number, and no number for any other."""
    for text in ("none", "None", "", "  ", None):
        assert parse(text, optional=True) == Spread(None, None, None)


@pytest.mark.parametrize(("number", "text"), [(15.0, "15"), (0.1, "0.1"), (-0.0, "0"), (None, "none"), (1e20, "1e+20")])
def test_plain_is_short(number, text):
    """A whole number has no decimal point, and none is a word."""
    assert plain(number) == text
