"""The API answers as its own description says, whatever that description allows to be asked, and what it does not."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from calculator.exports import browser
from calculator.registry import ENTRIES
from tests.web.conftest import served

ASKED = {entry.command for entry in ENTRIES}
"""Analyses, which take longer and are read by the same code; so each is tried a few times."""
BARE = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>'
OPERATIONS = [("/presets", "GET"), ("/parameters", "GET"), ("/scenario", "GET"), ("/compare", "GET")]
OPERATIONS += [(f"/{entry.command}", "GET") for entry in ENTRIES]
OPERATIONS += [("/compare", "POST"), ("/charts/{chart}.{kind}", "GET")]


@pytest.fixture(scope="module")
def described():
    """The description, as the app gives it."""
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", served())


@pytest.fixture(autouse=True)
def no_browser(monkeypatch):
    """Charts with nothing in them, since each would take a browser a fifth of a second."""
    monkeypatch.setattr(browser, "svg", lambda *_: BARE)


def test_every_operation_is_tried(described):
    """The list here is that of the description."""
    found = [result.ok() for result in described.get_all_operations()]
    assert {(operation.path, operation.method.upper()) for operation in found} == set(OPERATIONS)


TRIED = [(*operation, GenerationMode.POSITIVE) for operation in OPERATIONS]
TRIED += [(*operation, GenerationMode.NEGATIVE) for operation in OPERATIONS[1:]]  # the first takes nothing


@pytest.mark.parametrize(("path", "method", "mode"), TRIED)
def test_the_description_holds(described, path, method, mode):
    """Every status, header and shape that comes is one that is described, and nothing fails on the server.

    What fits a schema may be refused all the same, since none can say what must hold between the numbers.
    """
    strategy = described[path][method].as_strategy(generation_mode=mode)

    @settings(max_examples=5 if path[1:] in ASKED else 25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def holds(case):
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    holds()
