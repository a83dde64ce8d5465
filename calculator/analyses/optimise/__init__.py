"""Which mix wins most within limits of hours, cash and the clock, or costs least for so many wins?

>>> from calculator import assumptions
>>> scenario = assumptions.scenario("uk-owner")
>>> best = best_mix(scenario, Limits(hours_per_week=2, cash_per_year=300))
>>> bool(best.results.hours_per_week[0, 0] <= 2), best.gap < 0.01
(True, True)

Reads top down: `limits` says what a mix must stay within, `units` what once a year of each activity takes and yields,
`programme` finds a mix on HiGHS, `polish` makes it better by the engine, `seek` puts the two questions to both, and
`best` answers, with what each limit costs.
"""

from calculator.analyses.optimise.best import Best, Blame, Eased, best_mix
from calculator.analyses.optimise.seek import HARDLY
from calculator.analyses.optimise.units import Limits, most_times

__all__ = ["HARDLY", "Best", "Blame", "Eased", "Limits", "best_mix", "most_times"]
