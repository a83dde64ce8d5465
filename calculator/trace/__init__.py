"""Where a number comes from: the engine's own code, run on terms that remember how they were made.

>>> from calculator import assumptions
>>> found = trace(assumptions.scenario("uk-owner"), "online", "cost")
>>> found.steps[0].formulas, found.term.value == found.figure
(('cash + time value',), True)

There is no second text of the formulas: a change of the engine changes what is read here.
"""

from calculator.trace.steps import CLOSED, Step, Trace, Way, methods, trace

__all__ = ["CLOSED", "Step", "Trace", "Way", "methods", "trace"]
