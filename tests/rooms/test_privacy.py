"""What may be shown: no look at a room has fewer than k people in any part, and no two differ in fewer than k."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from calculator.rooms.privacy import NUMBERS, Held, moved, parts, whole
from calculator.rooms.room import Answer

PEOPLE = st.integers(0, 11).map(str)
VOTES = st.dictionaries(st.sampled_from(["no_time", "role_differs"]), st.sampled_from([-1, 0, 1]))
ANSWERS = st.builds(Answer, st.fixed_dictionaries({"years": st.integers(1, 3)}), VOTES, VOTES)
STEPS = st.lists(st.one_of(st.tuples(PEOPLE, ANSWERS), st.just("look")), max_size=80)


def looked(steps, at_least):
    """What each look shows after these steps: by part, the value of each person in it."""
    people, looks = {}, []
    for step in [*steps, "look"]:
        if step == "look":
            for who, shown in moved(people, at_least, len(looks) + 1).items():
                people[who] = people[who]._replace(shown=shown)
            seen = {who: parts(whole(held.shown)) for who, held in people.items() if held.shown}
            names = sorted({part for each in seen.values() for part in each})
            looks.append({part: {who: each[part] for who, each in seen.items() if part in each} for part in names})
        else:
            who, answer = step
            people[who] = Held(parts(answer), people[who].shown if who in people else {})
    return looks


@given(STEPS, st.integers(3, 5))
def test_nobody_is_found_in_a_look_or_between_two(steps, at_least):
    """In every part of every look there are nobody or k people; from any look to any other k are new, changed, or none.

    And nobody leaves: what is shown of a person may change and never vanishes.
    """
    looks = looked(steps, at_least)
    for look in looks:
        for part, seen in look.items():
            assert len(seen) >= at_least
            assert seen.keys() <= look[NUMBERS].keys(), part
    for one, other in combinations(looks, 2):
        for part in other:
            old, new = one.get(part, {}), other[part]
            assert old.keys() <= new.keys()
            arrived = new.keys() - old.keys()
            differ = {who for who, value in old.items() if new[who] != value}
            assert not arrived or len(arrived) >= at_least
            assert not differ or len(differ) >= at_least
        assert one.keys() <= other.keys()


@given(st.lists(st.tuples(PEOPLE, ANSWERS), max_size=30), st.integers(3, 5))
def test_the_first_look_shows_everybody_if_anybody(answers, at_least):
    """Whoever has answered before the first look is in it, with what was sent last, where there are k of them."""
    last = dict(answers)
    numbers = looked(answers, at_least)[-1].get(NUMBERS, {})
    assert numbers == ({who: one.changes for who, one in last.items()} if len(last) >= at_least else {})


def test_too_few_wait():
    """Four who change their numbers, and four who come late, change nothing of what is seen; a fifth of each does."""
    first = [(str(who), Answer({"years": 1})) for who in range(6)]
    four = [*((str(who), Answer({"years": 2})) for who in range(4)), *((str(who), Answer()) for who in range(20, 24))]
    before, after = looked([*first, "look", *four], 5)
    assert before == after
    moved_on = looked([*first, "look", *four, ("5", Answer({"years": 3}))], 5)[-1]
    assert moved_on[NUMBERS] == {"0": {"years": 2}, "1": {"years": 2}, "2": {"years": 2}, "3": {"years": 2}} | {
        "4": {"years": 1},
        "5": {"years": 3},
    }


def test_who_came_later_hides_nobody_who_came_first():
    """Two who were in the first look and one who was not change something: to the first look that would be two."""
    first = [(who, Answer({"years": 1})) for who in "abc"]
    later = [(who, Answer({"years": 1})) for who in "def"]
    change = [(who, Answer({"years": 2})) for who in "abd"]
    before, after = looked([*first, "look", *later, "look", *change], 3)[-2:]
    assert before == after
    assert looked([*first, "look", *later, "look", *change, ("c", Answer({"years": 2}))], 3)[-1] != after
