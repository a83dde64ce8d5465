"""A room's people as rows: nobody's own, the room's means, and a file that many people are read from."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator import assumptions
from calculator.batch.columns import Start
from calculator.batch.running import sheet
from calculator.changes import replace
from calculator.rooms.alike import alike, as_csv, told
from calculator.rooms.room import Answer

HOUR, FEE = "profile.hourly_value", "activities.breakfast.meal_fee"
NUMBERS = st.floats(0, 90).map(lambda value: round(value, 2))


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=40), st.integers(3, 8))
def test_every_row_is_that_of_k_people_and_the_means_stay(values, at_least):
    """No row stands for fewer than k, there are as many as people, and each number's mean is the room's."""
    people = [{HOUR: hour, FEE: fee} for hour, fee in values]
    rows = alike(people, at_least)
    if len(people) < at_least:
        assert rows == []
        return
    assert len(rows) == len(people)
    assert min(Counter(tuple(row.values()) for row in rows).values()) >= at_least
    for path in (HOUR, FEE):
        assert sum(row[path] for row in rows) == pytest.approx(sum(one[path] for one in people), rel=1e-4, abs=1e-3)


@pytest.mark.parametrize("preset", ["uk-owner", "de-owner"])
def test_the_file_is_read_as_many_people(preset):
    """Whoever opens the file finds each row's numbers on the room's own, whose name of a way has a comma in it."""
    room = replace(assumptions.scenario(preset), {"strategies.online.name": "Online, at my desk", FEE: 11})
    answers = [Answer({HOUR: 20.0 + number}) for number in range(7)] + [Answer({})]
    rows = alike(told(room, answers), 3)
    read = sheet("people.csv", as_csv(room, rows), Start(), 100)
    assert (len(read.table), read.faults) == (8, ())
    (together,) = read.groups
    assert together.scenario.strategies["online"].name == "Online, at my desk"
    assert together.columns[HOUR].tolist() == [row[HOUR] for row in rows]
    assert set(together.columns[FEE]) == {11.0}


def test_a_file_can_open_a_room(rooms):
    """People of a file sit in a room as if each had answered on a phone, and their board is shown."""
    room, secret = rooms.create("preset=uk-owner", "From a file")
    text = f"name,{HOUR}\n" + "".join(f"person {number},{20 + number}\n" for number in range(6))
    read = sheet("people.csv", text.encode(), Start(room.scenario_link.partition("=")[2]), 100)
    rooms.seat(room.code, secret, read.changes)
    rooms.move(room.code, secret, "revealed")
    assert sorted(one.changes[HOUR] for one in rooms.shown(room.code, secret).answers) == [20, 21, 22, 23, 24, 25]
    assert rooms.state(room.code)[1] == 6
