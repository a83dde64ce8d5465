"""Work in turn: nobody's many works hold up another's one, from whatever thread they come."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator import turns
from calculator.exports import browser
from calculator.turns import Turns


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["ask", "give", "leave"])), max_size=60))
def test_there_is_never_more_at_work_than_places(steps):
    """Whoever asks, is done or leaves: two at most are at work, one of an address, and no place is left idle."""
    found, at_work, waiting = Turns(2), [], []
    for who, step in steps:
        if step == "ask":
            waiting.append((who, found.ask(who)))
        elif step == "give" and any(owner == who for owner, _ in at_work):
            at_work.remove(next(one for one in at_work if one[0] == who))
            found.give(who)
        elif step == "leave" and any(owner == who for owner, _ in waiting):
            left = next(one for one in waiting if one[0] == who)
            waiting.remove(left)
            found.leave(*left)
        at_work += [one for one in waiting if one[1].done()]
        waiting = [one for one in waiting if not one[1].done()]
        assert len(at_work) == found.working.total() <= 2
        assert len({owner for owner, _ in at_work}) == len(at_work)
        assert len(at_work) == min(2, len({owner for owner, _ in (*at_work, *waiting)}))
        assert sum(map(len, found.waiting.values())) == len(waiting)


def test_another_address_waits_for_nobody():
    """While one address has a hundred works asked for, the first of another begins at once."""
    found = Turns(2)
    greedy = [found.ask("greedy") for _ in range(100)]
    assert sum(turn.done() for turn in greedy) == 1
    assert found.ask("honest").done()


def test_a_page_is_drawn_even_without_a_turn():
    """A thread that has waited for its turn for long goes on without, and the places are right again afterwards."""
    found = Turns(2)
    found.ask("a")
    with found.taken("a", patience=0.01):
        assert found.working["a"] == 2
        assert not found.waiting
    found.give("a")
    assert not found.working


def test_a_failure_gives_its_place_back():
    """What a work raises is raised, and its place is free."""
    found = Turns(2)
    with pytest.raises(ZeroDivisionError), found.taken("a"):
        _ = 1 / 0
    assert not found.working


def test_who_waits_for_the_browser_leaves_the_place_to_others(monkeypatch):
    """While another process draws, the place of whoever asked is free; then the thread has it again."""
    found, seen = Turns(2), []
    monkeypatch.setattr(turns, "shared", lambda: found)
    monkeypatch.setattr(browser, "_drawn", lambda _: seen.append(found.ask("a").done()))
    with found.taken("a"):
        threading.Timer(0.05, found.give, ["a"]).start()
        browser._asked(None)
        assert found.working["a"] == 1
    assert seen == [True]
    assert not found.working
