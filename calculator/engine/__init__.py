"""The engine: `evaluate(cases)` gives the `Results` of every strategy in every case.

Reads top down: `time` and `cash` say what one occurrence takes, `pipeline` and `warmth` what a mix yields,
`results` adds them up into the measures.
"""

from calculator.engine.results import MEASURES, Results, evaluate

__all__ = ["MEASURES", "Results", "evaluate"]
