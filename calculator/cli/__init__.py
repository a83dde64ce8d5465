"""The command line: `python -m calculator compare --preset uk-owner --set activities.breakfast.meal_fee=18`.

A command reads a scenario, changes it by path, and prints what comes of it, for people or for machines. What is wrong
is said on standard error, all of it at once, with exit code 2; then nothing is printed.
"""

from calculator.cli import asking, comparing, exporting, people, serving, year  # each hangs up its commands
from calculator.cli.commands import app

__all__ = ["app", "asking", "comparing", "exporting", "people", "serving", "year"]
