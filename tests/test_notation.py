"""Numbers as people write them: one table of cases for Python and for JavaScript, and what always holds."""

import json
import math
import shutil
import subprocess
from pathlib import Path

import pytest
from babel.numbers import list_currencies
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import currencies, formats
from calculator.exports.page.live import NUMBERS
from calculator.notation import Reading, Spread, Unread, parse, plain, ranged, spoken, written

CASES = json.loads((Path(__file__).parent / "data" / "numbers.json").read_text(encoding="utf-8"))
"""What is read, in the currency of the scenario and for what the number counts; a tester's own go here."""
FINITE = st.floats(allow_nan=False, allow_infinity=False)
KINDS = ("money", "share", "percent", "minutes", "seconds", "hours", "clock", "number")
RUN = """
const given = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const readers = Object.fromEntries(Object.entries(given.worlds).map(([code, world]) => [code, numbers(world)]));
process.stdout.write(JSON.stringify(given.cases.map((it) => readers[it.currency](it.text, it.kind))));
"""


def read(case):
    """What the reader of Python makes of a case: a spread, or the reason why not."""
    try:
        return list(parse(case["text"], reading=Reading(case["kind"], case["currency"]))), None
    except Unread as error:
        return None, error.why


def in_script(cases):
    """What the reader of JavaScript makes of the cases, in node."""
    worlds = {code: spoken(code) for code in {case["currency"] for case in cases}}
    command = ["node", "-e", f"{NUMBERS}\n{RUN}"]
    text = json.dumps({"worlds": worlds, "cases": cases})
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def expected(case):
    """The three numbers of a case; None where it is refused."""
    return case.get("spread", [case["value"]] * 3 if "value" in case else None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']} {case['currency']} {case['text']!a}")
def test_a_number_is_read_as_people_write_it(case):
    """Each case has its value, or is refused, and by name where it has the sign of another currency."""
    spread, why = read(case)
    assert spread == (None if expected(case) is None else pytest.approx(expected(case), rel=1e-12))
    if expected(case) is None:
        assert case["refused"] in why


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no node here; the widget's tests read in Chromium")
def test_pages_read_the_same():
    """The reader of JavaScript has the very number that the one of Python has, and says as much where it has none."""
    for case, found in zip(CASES, in_script(CASES), strict=True):
        spread, why = read(case)
        assert found.get("spread") == spread, case
        assert bool(found.get("why")) == bool(why), (case, found)


LETTERS = st.sampled_from([*"0123456789.,'k%:h -+", "..", " to ", "about ", "\u2013", "€", "£", "min", "e"])


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no node here; the widget's tests read in Chromium")
@settings(max_examples=settings().max_examples // 5)  # each is sixty texts and a start of node
@given(st.lists(st.lists(LETTERS, max_size=9).map("".join), min_size=60, max_size=60), st.sampled_from(KINDS))
def test_pages_read_the_same_whatever_is_typed(texts, kind):
    """Of texts made of what numbers are made of, both readers make the same, or nothing."""
    cases = [{"text": text, "kind": kind, "currency": "EUR"} for text in texts]
    for case, found in zip(cases, in_script(cases), strict=True):
        spread, _ = read(case) if case["text"].strip() else (None, "")
        assert found.get("spread") == spread, case


@given(FINITE, st.sampled_from(("GBP", "EUR", "INR", "CHF")), st.sampled_from(KINDS))
def test_what_is_written_is_read_back_in_every_currency(number, currency, kind):
    """A link gives back exactly its number, however large or small, whatever it counts and wherever it is read."""
    assert parse(written(number), reading=Reading(kind, currency)) == Spread(number, number, number)


@given(st.integers(1, 999_999).map(lambda thousandths: thousandths / 1000))
def test_three_decimals_are_read_back_in_every_currency(number):
    """What might be thousands in one country and a fraction in another is never written."""
    assert parse(written(number), reading=Reading("number", "EUR")).likely == number
    assert parse(written(number), reading=Reading("number", "GBP")).likely == number


@given(FINITE)
def test_plain_gives_every_number_back(number):
    """What is written plainly is read as exactly the same number, however large or small."""
    assert parse(plain(number)) == Spread(number, number, number)


@given(FINITE, FINITE, FINITE)
def test_a_spread_gives_its_three_numbers_back(one, two, three):
    """Low, likely and high are read back as they were written."""
    spread = sorted([one, two, three])
    assert parse("..".join(map(plain, spread))) == Spread(*spread)


@given(
    st.text(max_size=50) | st.integers() | FINITE | st.booleans() | st.lists(st.integers(), max_size=2),
    st.sampled_from(KINDS),
)
def test_anything_else_is_a_value_error(value, kind):
    """Whatever is written, it is a spread of finite numbers in order, or a ValueError and nothing else."""
    try:
        spread = parse(value, reading=Reading(kind, "GBP"))
    except ValueError:
        return
    assert all(map(math.isfinite, spread))
    assert list(spread) == sorted(spread)


@pytest.mark.parametrize("amount", [4.5, 15, 1250, 1250.5, 7774, 1_500_000, -312])
def test_what_the_product_prints_can_be_typed_back(amount):
    """An amount as it stands on the screen is read as that amount, in every currency."""
    for currency in [*currencies.table(), "XAU"]:
        reading = Reading("money", currency)
        assert parse(formats.money_exact(amount, currency), reading=reading).likely == amount
        if abs(amount) >= 10 and float(amount).is_integer():
            assert parse(formats.money(amount, currency), reading=reading).likely == amount
            short = parse(formats.money_short(amount, currency), reading=reading).likely
            assert short == pytest.approx(amount, rel=0.01)


@pytest.mark.parametrize("value", [True, False, None, [1], {"low": 1}, b"15", math.nan, math.inf, 10**400, "1" * 41])
def test_what_is_not_even_text_is_refused(value):
    """True is not 1, and an integer beyond all floats is a ValueError and no overflow."""
    with pytest.raises(ValueError, match=r".*"):
        parse(value)


@pytest.mark.parametrize("text", ["about 18", "about:18", " about\u00a018 ", "about ,: 18\n"])
def test_a_word_of_doubt_may_be_set_apart_as_people_do(text):
    """Blanks, a comma or a colon after the word make no difference."""
    assert parse(text) == Spread(16.2, 18, 19.8)
    assert ranged(text)


@pytest.mark.parametrize("text", ["about,", "about18", "no \u0131dea 5", "abouT\u0130 5"])
def test_a_word_of_doubt_alone_is_no_number(text):
    """Nothing after it, nothing between, or letters that only look alike."""
    with pytest.raises(ValueError, match=r".*"):
        parse(text)


def test_none_is_read_only_where_none_will_do():
    """'none' and nothing at all are none for an optional number, and no number for any other."""
    for text in ("none", "None", "", "  ", None):
        assert parse(text, optional=True) == Spread(None, None, None)
        with pytest.raises(ValueError, match=r".*"):
            parse(text)


@pytest.mark.parametrize(("number", "text"), [(15.0, "15"), (0.1, "0.1"), (-0.0, "0"), (None, "none"), (1e20, "1e+20")])
def test_plain_is_short(number, text):
    """A whole number has no decimal point, and none is a word."""
    assert plain(number) == text


def test_every_row_of_the_table_is_a_currency_with_a_source():
    """Codes are those of ISO 4217, and bounds are never narrower than in pounds."""
    assert set(currencies.table()) <= set(list_currencies())
    assert all(currencies.scale(code) >= 1 and row.pound > 0 for code, row in currencies.table().items())
    assert [currencies.scale(code) for code in ("GBP", "USD", "DKK", "INR", "HUF", "VND")] == [
        1,
        1,
        10,
        100,
        1000,
        100_000,
    ]
