"""What counts and clients teach: intervals that hold what they are about, and numbers that move from our range."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from calculator import assumptions
from calculator.changes import replace
from calculator.diary import clients, rates
from calculator.errors import BadInput, CalculatorError

OWNER = assumptions.scenario("uk-owner")
BEGIN, END = date(2025, 11, 1), date(2026, 10, 31)
WON = "date won,worth,activity\n"


@pytest.mark.parametrize("mean", [0.7, 4.0, 11.5, 44.0])
def test_the_interval_of_a_count_holds_the_true_rate(mean: float) -> None:
    """Whatever the true rate is, at least 19 of 20 counts that it gives have it in their interval."""
    counts = np.arange(400)
    held = [each.low - 0.05 <= mean <= each.high + 0.05 for each in (rates.rate(int(count), 1.0) for count in counts)]
    assert poisson.pmf(counts, mean)[held].sum() >= rates.SURE


def test_the_interval_of_a_median_holds_it() -> None:
    """Of samples from a lopsided population, at least 19 of 20 have its median between their two ends."""
    draws = np.sort(np.random.default_rng(1).exponential(60, (2000, 15)), axis=1)
    ends = [rates.middle([float(each) for each in row]) for row in draws]
    held = np.mean([each.low <= 60 * np.log(2) <= each.high for each in ends])
    assert held >= rates.SURE


def book(*rows: str, head: str = WON) -> clients.Book:
    """The clients in such a table."""
    return clients.read(OWNER, f"{head}{''.join(f'{row}{chr(10)}' for row in rows)}".encode(), "c.csv")


@given(st.integers(0, 40), st.integers(0, 400))
def test_what_is_won_moves_from_our_range_to_what_was_counted(won: int, lost: int) -> None:
    """The share won lies between ours and that which was counted, and its range narrows with every referral."""
    rows = [f"2026-0{1 + day % 9}-05,1000,Breakfast club" for day in range(won)]
    found = clients.lessons(OWNER, "face_to_face", book(*rows), BEGIN, END, won + lost)
    [share] = [lesson for lesson in found if lesson.path.endswith("close_rate")]
    low, likely, high = share.learnt
    ours = (share.ours.low + 4 * share.ours.likely + share.ours.high) / 6
    counted = won / (won + lost) if won + lost else ours
    assert min(ours, counted) - 0.02 <= likely <= max(ours, counted) + 0.02
    assert low <= likely <= high
    assert high - low <= share.ours.high - share.ours.low + 0.03
    again = replace(OWNER, {share.path: share.text})  # learnt once is not learnt twice
    assert clients.lessons(again, "face_to_face", book(*rows), BEGIN, END, won + lost)[1].learnt == share.learnt


def test_many_clients_outweigh_our_range() -> None:
    """Two hundred clients of 9,000 each leave hardly a word to our range of their worth; two leave it most."""
    rows = ["2026-03-05,9000,1:2:1"] * 200
    [many] = clients.lessons(OWNER, "face_to_face", book(*rows), BEGIN, END)
    [few] = clients.lessons(OWNER, "face_to_face", book(*rows[:2]), BEGIN, END)
    assert many.learnt.likely == pytest.approx(9000, rel=0.05)
    assert few.learnt.likely < 5000
    assert "2 clients brought £9,000 on average" in few.sentence


@pytest.mark.parametrize(
    ("row", "head", "day", "worth"),
    [
        ("2026-03-05,4500,Breakfast club", WON, date(2026, 3, 5), 4500),
        ("05/03/2026;£4,500.50;breakfast", "Date;Value;From\n", date(2026, 3, 5), 4500.5),
        ("31.3.26\t4.5k\t1:2:1", "\ufeffdatum\twert\tquelle\n", date(2026, 3, 31), 4500),
        ("2026-03-05T10:00,,Mix-and-mingle", WON, date(2026, 3, 5), None),
    ],
)
def test_tables_as_people_keep_them(row: str, head: str, day: date, worth: float | None) -> None:
    """Commas, semicolons or tabs; days as they are written; amounts as everywhere; names or keys of activities."""
    [client] = book(row, head=head).clients
    assert (client.day, client.worth) == (day, worth)
    assert client.activity in OWNER.activities


def test_what_came_from_elsewhere_is_not_counted_and_said() -> None:
    """A client of the website teaches nothing about networking."""
    found = book("2026-03-05,9000,website", "2026-03-05,2000,Breakfast club", ",100,Breakfast club")
    assert len(found.clients) == 1
    assert "no activity of this comparison: 1 client" in found.notes[0]
    assert "no date: 1 row" in found.notes[1]


def test_every_row_that_will_not_do_is_named() -> None:
    """A table with faults says each of them with its row, and a table without a date says what a header is."""
    with pytest.raises(BadInput, match=r"(?s)c.csv was not taken.*Row 2 of c.csv.*'soon'.*Row 4.*'lots'"):
        book("soon,1,Breakfast club", "2026-01-01,1,Breakfast club", "2026-01-01,lots,Breakfast club")
    with pytest.raises(CalculatorError, match="no column for the date"):
        book("2026-01-01,1,x", head="when,how much,what\n")
    with pytest.raises(CalculatorError, match="cannot have been won"):
        clients.lessons(OWNER, "online", book(*["2026-03-05,1,Breakfast club"] * 3), BEGIN, END, 2)
