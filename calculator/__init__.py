"""The networking cost calculator: what face-to-face, online and blended networking cost and yield.

>>> from calculator import assumptions
>>> from calculator.cases import Cases
>>> from calculator.engine import evaluate
>>> results = evaluate(Cases(assumptions.scenario("uk-owner")))
>>> results.strategies
('face_to_face', 'online', 'blended')
"""

__version__ = "0.1.0"
SCHEMA = 1
"""The version of the scenario file and of the figures that every door prints."""
