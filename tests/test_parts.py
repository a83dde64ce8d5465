"""What time and cash are made of is declared once, and every number of the model has its place."""

import subprocess
import sys
from pathlib import Path

import pytest

from calculator import parts
from calculator.charts import palette
from calculator.exports.page.figures import colour
from calculator.model import Activity, is_number
from calculator.parts import GROUPS, ITEMS, PARTS, unclaimed

KINDS = [*PARTS.values(), *ITEMS.values()]


def test_every_number_of_an_activity_is_claimed_once():
    """Each number of an activity is claimed by one part or item, or stands beside them, and by no second."""
    numbers = [name for name, field in Activity.model_fields.items() if is_number(field)]
    assert sorted(GROUPS["activities"].fields) == sorted(numbers)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{type(kind).__name__} {kind.key}")
def test_a_colour_has_one_text(kind):
    """Parts and items that share a colour write on it in the same one, so that one class draws both."""
    assert {other.fill.text for other in KINDS if other.fill.tone == kind.fill.tone} == {kind.fill.text}


def test_a_number_that_nothing_claims_is_an_error():
    """A field that no declaration knows stops the import, and so does a declaration with no field."""
    astray = unclaimed({"profile": ["hourly_value", "age"], "strategies": ["setup_hours"]})
    assert "strategies.setup_hours" in astray
    assert "profile.age" in astray
    assert "profile.years" in astray
    assert "profile.hourly_value" not in astray


def test_the_import_stops_at_it():
    """A model with numbers that nothing claims cannot even be imported, and the error names them."""
    program = "import calculator.parts as parts; parts.GROUPS.pop('pipelines'); import calculator.parameters"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "pipelines.close_rate" in done.stderr.splitlines()[-1]


def test_a_number_of_a_strategy_needs_a_declaration_too():
    """A strategy that is given a number besides how often a year stops the import of the model."""
    program = """
import sys, types
from pathlib import Path
text = Path("calculator/model.py").read_text(encoding="utf-8")
mix = "    times_per_year: dict[Id, Times]\\n"
text = text.replace(mix, mix + '    setup_hours: float = number("Setting up", "hours", 0, 9, 1, default=0.0)\\n')
sys.modules["calculator.model"] = model = types.ModuleType("calculator.model")
exec(text, model.__dict__)
"""
    root = Path(parts.__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False)
    assert "do not both know: strategies.setup_hours." in done.stderr.splitlines()[-1]


def test_no_chart_counts_colours_where_it_means_strategies():
    """A strategy's colour comes again after as many as there are of strategies, however many items there are."""
    assert colour(len(palette.FILLS) + 1) == f"{colour(1)} again"
