"""The three beliefs in words: what becomes of each on a person's own numbers, in how many cases, and what turns it.

>>> from calculator import assumptions
>>> [belief.verdict for belief in beliefs(assumptions.scenario("uk-owner"))][1]
'does not hold'
"""

from calculator.findings.beliefs.belief import CLAIMS, UNTESTED, Belief
from calculator.findings.beliefs.three import WORKING, BeliefRow, beliefs, finding, sentence

__all__ = ["CLAIMS", "UNTESTED", "WORKING", "Belief", "BeliefRow", "beliefs", "finding", "sentence"]
