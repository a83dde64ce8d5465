"""Three beliefs about networking, put to the test with a person's own numbers. We hold with none of them.

>>> from calculator import assumptions
>>> found = face_to_face(assumptions.scenario("uk-owner"))
>>> found.one, found.other
('face_to_face', 'online')

Each test names its strategies by what they are made of, not by what they are called: one whose hours go into meeting in
person, and one whose hours do not. Where there is none, the belief cannot be tested.
"""

from calculator.analyses.beliefs.goals import GOALS, Goals, other_leader, role_differs
from calculator.analyses.beliefs.kind import Kinds, kinds
from calculator.analyses.beliefs.mixed import QUARTERS, Mixed, face_to_face, purest
from calculator.analyses.beliefs.spare import Spare, no_time, over_budget

__all__ = [
    "GOALS",
    "QUARTERS",
    "Goals",
    "Kinds",
    "Mixed",
    "Spare",
    "face_to_face",
    "kinds",
    "no_time",
    "other_leader",
    "over_budget",
    "purest",
    "role_differs",
]
