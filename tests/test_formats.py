"""Figures as people read them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator import formats

AMOUNTS = st.floats(-1e12, 1e12) | st.floats(-1e300, 1e300) | st.sampled_from([float("nan"), float("inf")])
CURRENCIES = st.sampled_from(["GBP", "USD", "CAD", "EUR", "JPY", "CHF", "INR", "SEK", "XAF"])


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (14590.6, "GBP", "£14,591"),
        (4.5, "GBP", "£4.50"),
        (-312, "GBP", "−£312"),
        (-4.5, "USD", "−$4.50"),
        (1_000_000, "USD", "$1,000,000"),
        (0, "CAD", "$0"),
        (9.994, "CAD", "$9.99"),
        (9.996, "CAD", "$10"),
        (-0.0, "GBP", "£0"),
        (-0.001, "GBP", "£0.00"),
        (1234.5, "EUR", "€1,234"),
        (float("nan"), "GBP", "none"),
        (float("inf"), "GBP", "none"),
    ],
)
def test_money_is_written_as_in_its_country(amount, currency, text):
    """Whole from ten up, with small change below, the sign before the currency, no minus zero, and none in words."""
    assert formats.money(amount, currency) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [(12, "£12"), (12.5, "£12.50"), (0.725, "£0.725"), (-3.5, "−£3.50"), (1e-7, "£0.0000001"), (1250, "£1,250")],
)
def test_money_that_a_person_typed_keeps_its_digits(amount, text):
    """A mileage rate of 0.725 is not rounded, however small a figure is."""
    assert formats.money_exact(amount, "GBP") == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "£0"), (500, "£500"), (15_000, "£15k"), (1_500_000, "£1.5m"), (-15_000, "−£15k"), (-2_000_000, "−£2m")],
)
def test_money_on_an_axis_is_short(amount, text):
    """A tick says £15k and £1.5m, with a true minus before the currency."""
    assert formats.money_short(amount, "GBP") == text


@given(AMOUNTS, CURRENCIES)
def test_no_figure_has_an_exponent_or_an_ascii_minus(amount, currency):
    """However large or small, a figure is written out, with a true minus, and never as nan or inf."""
    found = [money(amount, currency) for money in (formats.money, formats.money_exact, formats.money_short)]
    found += [figure(amount) for figure in (formats.hours, formats.count, formats.whole, formats.share)]
    for text in found:
        assert not re.search(r"\de|nan|inf|-", text, re.IGNORECASE), text
        assert text == "none" or re.search(r"\d", text)
        assert "−" not in text or re.search("[1-9]", text), "no minus zero"


def test_a_figure_beyond_all_sense_is_still_written():
    """A cost per win of 10³⁰⁰ is a long figure and no crash."""
    assert len(formats.money(1e300, "GBP")) > 300


@pytest.mark.parametrize(
    ("amount", "text"), [(5.94, "5.9"), (9.96, "10"), (271.2, "271"), (-12.3, "−12"), (-0.04, "0.0")]
)
def test_hours(amount, text):
    """Hours have one decimal below ten and none above."""
    assert formats.hours(amount) == text


@pytest.mark.parametrize(("amount", "text"), [(2, "2.0"), (99.94, "99.9"), (99.96, "100"), (1234.6, "1,235")])
def test_counts(amount, text):
    """Two clients that are expected are 2.0, not 2; from a hundred on nobody counts tenths."""
    assert formats.count(amount) == text


@pytest.mark.parametrize(("amount", "text"), [(0.347, "35%"), (0, "0%"), (1, "100%"), (float("nan"), "none")])
def test_shares(amount, text):
    """Shares are whole per cent."""
    assert formats.share(amount) == text


@pytest.mark.parametrize(
    ("probability", "error", "text"),
    [
        (0.703, 0.02, "7 of 10"),
        (0.97, 0.02, "more than 9 of 10"),
        (0.97, 0.003, "97 of 100"),
        (0.9999, 0.003, "99 of 100"),
        (0.002, 0.003, "1 of 100"),
    ],
)
def test_odds(probability, error, text):
    """A chance is said in tenths; in hundredths only near the ends and where the sampling error allows it."""
    assert formats.odds(probability, error) == text


@pytest.mark.parametrize(("hour", "text"), [(0, "00:00"), (6.75, "06:45"), (8 + 1 / 3, "08:20"), (24, "24:00")])
def test_clock(hour, text):
    """Hours after midnight are a time of day."""
    assert formats.clock(hour) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0.25, "3 months"), (0.5, "6 months"), (1, "1 year"), (1.5, "1.5 years"), (2.25, "2.25 years"), (3, "3 years")],
)
def test_years(amount, text):
    """A horizon is said in years, or in months below one."""
    assert formats.years(amount) == text


def test_units_are_those_of_the_country():
    """Money per hour is £/hour, and a distance in miles is said in the plural."""
    assert formats.unit("money/hour", "GBP", "mile") == "£/hour"
    assert formats.unit("money/distance unit", "CAD", "km") == "$/km"
    assert formats.unit("distance unit", "USD", "mile") == "miles"


def test_words_in_a_row():
    """Words are joined as in a sentence."""
    words = ["a", "b", "c"]
    assert [formats.joined(words[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert formats.joined(words, "or") == "a, b or c"


@pytest.mark.parametrize(
    ("text", "construct"),
    [
        ("[a](javascript:alert(1))", r"(?<!\\)\]\("),
        ("![a](http://example.com/a.png)", r"(?<!\\)!\["),
        ("$x^2$", r"(?<!\\)\$"),
        (":red[x]", r"(?<!\\):\w"),
        (":material/home:", r":\w"),
        ("<img src=x onerror=y>", r"(?<!\\)<"),
        ("`code`", r"(?<!\\)`"),
        ("*a* _b_ ~c~", r"(?<!\\)[*_~]"),
        ("# heading", r"(?<!\\)#"),
        ("a | b", r"(?<!\\)\|"),
        ("https://example.com", r"https?:\\?//"),
        ("HTTP://example.com", r"(?i)https?:\\?//"),
        ("www.example.com", r"www\."),
        ("ann@example.com", r"\w@"),
        ("1. first", r"^\d+\."),
        ("- item", r"^-"),
        ("---", r"^-"),
        ("\\\\$x\\\\$", r"(?<!\\)(\\\\)*\$"),
    ],
)
def test_a_name_is_never_markdown(text, construct):
    """Links, bare addresses, maths, colours, icons, HTML, lists and tables in a name stay the letters they are."""
    safe = formats.markdown(text)
    assert re.search(construct, text)
    assert not re.search(construct, safe)


@pytest.mark.parametrize("made_safe", [formats.markdown, formats.label])
@given(text=st.text(max_size=60))
def test_markdown_shows_the_name_itself(made_safe, text):
    """Without its escapes, and joiners that nobody sees, the text is the name on one line."""
    shown = re.sub(r"\\([\\`*_{}\[\]()#+!|$:~<>&.=-])", r"\1", made_safe(text)).replace("\u2060", "")
    assert shown == " ".join(text.split()).replace("\u2060", "")


@pytest.mark.parametrize(
    ("currency", "said", "short"),
    [("PLN", "PLN\u00a02,882", "PLN\u00a029k"), ("ZAR", "R\u00a02\u00a0882", "R\u00a029k"), ("GBP", "£2,882", "£29k")],
)
def test_letters_of_a_currency_keep_a_space_from_digits(currency, said, short):
    """One spelling of an amount, which is also the browser's own."""
    assert (formats.money(2882, currency), formats.money_short(29_000, currency)) == (said, short)
