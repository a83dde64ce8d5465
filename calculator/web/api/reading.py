"""What is asked made into a scenario: all of it, or a refusal with everything that is wrong with it.

A page leaves out what it cannot use and says so. Here it is an error, since a program would not notice that it got
other numbers than it asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import parse_qsl

from anyio import fail_after
from starlette.requests import ClientDisconnect, Request

from calculator import assumptions, checks, documents, permalink
from calculator.changes import replace
from calculator.errors import BadInput, CalculatorError, Fault, UnknownPreset, hinting, shortened
from calculator.model import Scenario
from calculator.web.api.refusals import ApiRefusal

BODY = ("scenario", "preset", "set")
PATIENCE = 20
"""Seconds in which a body has to be here."""


def linked(query: bytes, aside: Collection[str] = ()) -> Scenario:
    """The scenario of a link's query, less the keys that are `aside`. Raises BadInput with all that does not fit."""
    try:
        pairs = parse_qsl(
            query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=permalink.LIMIT
        )
    except UnicodeError:
        raise BadInput([Fault("", "The link holds bytes that are no text in UTF-8.")]) from None
    except ValueError:
        raise BadInput(
            [Fault("", f"The link has over {permalink.LIMIT:,} settings, more than any scenario.")]
        ) from None
    pairs = [pair for pair in permalink.mended(pairs) if pair[0] not in aside]
    scenario, faults = permalink.decode(pairs)
    counted = Counter(key for key, _ in pairs if not key.startswith(permalink.FOREIGN))
    twice = [shortened(key) for key, count in counted.items() if count > 1]
    faults = [_as_asked(fault, dict(pairs).get("preset", "")) for fault in faults]
    faults = [*(Fault(key, f"'{key}' stands twice in the link. Keep one of them.") for key in twice), *faults]
    if faults:
        raise BadInput(faults)
    return scenario


def _as_asked(fault: Fault, preset: str) -> Fault:
    """The fault, less what a page would do about a preset that is not there."""
    if fault.path == "preset":
        try:
            assumptions.preset(preset)
        except UnknownPreset as error:
            return Fault("preset", str(error))
    return fault


async def body(request: Request, most: int) -> bytes:
    """The body of a request, as far as it is JSON and no longer than that."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise ApiRefusal(415, "The body is read as JSON alone. Send it with Content-Type: application/json.")
    content = bytearray()
    try:
        with fail_after(PATIENCE):
            async for chunk in request.stream():
                content += chunk
                if len(content) > most:
                    raise ApiRefusal(413, f"The body has over {most:,} bytes, the most that is read here.")
    except TimeoutError:
        raise ApiRefusal(408, f"The body was not here within {PATIENCE} seconds. Send it again.") from None
    except ClientDisconnect:
        raise ApiRefusal(400, "The body ended before all of it was here.") from None
    return bytes(content)


@hinting()
def described(content: bytes) -> Scenario:
    """The scenario that a body describes. Raises ApiRefusal if it is no JSON, CalculatorError if it does not fit."""
    try:
        tree = _json(content)
        if not isinstance(tree, dict):
            raise CalculatorError('The body takes an object, such as {"preset": "uk-owner"} or {"scenario": {…}}.')
        faults = [
            Fault(shortened(key), f"There is no '{shortened(key)}' in a body.") for key in tree if key not in BODY
        ]
        changes = tree.get("set", {})
        if not isinstance(changes, dict):
            faults.append(Fault("set", 'set takes an object of paths, such as {"profile.hourly_value": 40}.'))
        base = _base(tree, faults)
        if faults or base is None:
            raise BadInput(faults[: checks.MOST])
        return replace(base, changes) if changes else base
    except RecursionError:
        raise ApiRefusal(400, "The body is nested too deep to be a scenario, which has four levels.") from None


def _json(content: bytes) -> Any:
    try:
        return documents.parsed(content.decode("utf-8"), "The body")
    except UnicodeDecodeError:
        raise ApiRefusal(400, "The body is not text in UTF-8.") from None
    except CalculatorError as error:
        raise ApiRefusal(400, str(error)) from None


def _base(tree: Mapping[str, Any], faults: list[Fault]) -> Scenario | None:
    """The scenario to start from; what is wrong with it joins the faults."""
    if "scenario" in tree and "preset" in tree:
        faults.append(Fault("preset", "Give a scenario or a preset, not both."))
    elif "scenario" in tree and not isinstance(tree["scenario"], dict):
        faults.append(Fault("scenario", "scenario takes an object with fields, as GET scenario gives it."))
    elif not isinstance(tree.get("preset", ""), str):
        faults.append(Fault("preset", "preset takes the id of a preset as text."))
    else:
        try:
            if "scenario" in tree:
                return documents.validated(tree["scenario"])
            return assumptions.scenario(tree.get("preset", assumptions.default().id))
        except UnknownPreset as error:
            faults.append(Fault("preset", str(error)))
        except BadInput as error:
            faults.extend(error.faults)
    return None
