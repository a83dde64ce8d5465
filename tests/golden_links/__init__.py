"""Links as they were shared, with their totals: every later version must open them, with these totals.

A file a release. Links are added, by `python -m tests.golden_links`, and never taken out or written anew. Where the
model moves the totals of a link, the change is announced in CHANGELOG.md, and the file is corrected by hand.
"""

from pathlib import Path

from calculator.cases import Cases
from calculator.engine import evaluate

FOLDER = Path(__file__).parent
MEASURES = ("hours", "cash", "cost", "wins")


def totals(scenario):
    """The totals of each strategy, in full precision."""
    results = evaluate(Cases(scenario))
    return [
        {"strategy": key, **{measure: repr(float(results[measure][0, i])) for measure in MEASURES}}
        for i, key in enumerate(results.strategies)
    ]
