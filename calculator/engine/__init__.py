"""The engine: `evaluate(cases)` gives the `Results` of every strategy in every case.

Reads top down: `time` and `cash` say what one occurrence takes, `pipeline` and `warmth` what a mix yields,
`results` adds them up into the measures, and `measures` keeps those of very many cases without the cases.
"""

from calculator.engine.measures import Measures, take_together
from calculator.engine.results import MEASURES, Results, evaluate

__all__ = ["MEASURES", "Measures", "Results", "evaluate", "take_together"]
