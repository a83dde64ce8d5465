"""Scenario files: the model's own JSON, read with every fault at once and never more than 250,000 characters.

>>> from calculator import assumptions
>>> read(write(assumptions.scenario("uk-owner"))) == assumptions.scenario("uk-owner")
True
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from calculator import checks
from calculator.currencies import settled
from calculator.errors import BadInput, CalculatorError, Fault, hinting, shortened, suggestion
from calculator.model import BRANCHES, TIMES, Profile, Range, Scenario, is_number
from calculator.notation import Unread, parse
from calculator.parameters import Parameter, current, parameter, put, titled
from calculator.safety import isolated

LIMIT = 250_000
"""Characters that a scenario file may have: a preset has 20,000 and the largest scenario under half of these."""
WIDEST = 1000
"""Fields that an object in it may have, more than there may be ranges."""
KINDS: dict[str, type[BaseModel]] = {"profile": Profile, **BRANCHES}
NUMBERS = {
    (branch, name): field
    for branch, kind in KINDS.items()
    for name, field in kind.model_fields.items()
    if is_number(field)
}
"""The numeric fields of the model, by their branch and name; times a year stand for themselves."""


def write(scenario: Scenario) -> str:
    """The scenario as JSON text."""
    return scenario.model_dump_json(indent=2) + "\n"


def load(path: Path) -> Scenario:
    """The scenario in a file. Raises BadInput or CalculatorError, naming the file."""
    try:
        with path.open("rb") as file:
            content = file.read(LIMIT + 1)
        if len(content) > LIMIT:
            raise _too_long(path.name)  # before it is decoded, since it may be cut within a character
        return read(content.decode("utf-8"), path.name)
    except UnicodeDecodeError:
        raise CalculatorError(f"{path.name} is not text in UTF-8, so it is no scenario.") from None
    except OSError as error:
        raise CalculatorError(f"{path.name} cannot be read: {error.strerror or error}.") from None


def read(content: str, name: str = "The text") -> Scenario:
    """The scenario in a JSON text. Raises BadInput with every fault; `name` is what the message calls it."""
    try:
        tree = parsed(content, name)
        if not isinstance(tree, dict):
            raise CalculatorError(
                f"{name} is not a scenario: it is {_kind(tree)}, and should be an object with fields."
            )
        try:
            return validated(tree)
        except BadInput as error:
            count = "1 fault" if len(error.faults) == 1 else f"{len(error.faults)} faults"
            count = f"the first {checks.MOST} faults" if len(error.faults) >= checks.MOST else count
            raise BadInput(error.faults, f"{name} is not a scenario: {count}.") from None
    except RecursionError:
        raise CalculatorError(f"{name} is nested too deep to be a scenario, which has four levels.") from None


@hinting()
def validated(tree: Mapping[str, Any]) -> Scenario:
    """A scenario from a plain tree, in which a number may be written `12..18..30`.

    Raises BadInput with every fault, in words.
    """
    tree = _spread_out(tree)
    faults = list(_wide_ranges(tree))
    try:
        scenario = Scenario.model_validate(tree)
    except ValidationError as error:
        items = error.errors(include_url=False, include_input=True)[: checks.MOST]
        faults += [_fault(tree, dict(item)) for item in items]
        scenario = None
    except BadInput:
        scenario = None
    if faults or scenario is None:
        # where a field is wrong by itself, what that leads to is left out
        named = {fault.path for fault in faults if fault.path}
        ranged = tuple(f"ranges.{path}." for path in named)
        further = (
            fault
            for fault in (*checks.faults(tree), *_dear(tree))
            if fault.path not in named and not f"{fault.path}.".startswith(ranged)
        )
        raise BadInput([*dict.fromkeys([*faults, *further])][: checks.MOST])
    return scenario


def _wide_ranges(tree: Mapping[str, Any]) -> Iterator[Fault]:
    """Ranges that go beyond what their number may be, from which a draw would fall out of bounds."""
    ranges, bounds = tree.get("ranges"), _Bounds(tree)
    for path, spread in ranges.items() if isinstance(ranges, Mapping) else ():
        field = _number_at(path.split("."))
        if field is None or not isinstance(spread, Mapping):
            continue
        for end in ("low", "high"):
            value = spread.get(end)
            if isinstance(value, int | float) and not bounds.of(field).takes(value):
                known = _parameter(tree, path, field)
                text = f"The range of {known.label} ends at {value:g}; it takes {known.allowed}."
                yield Fault(f"ranges.{path}.{end}", text)


def _dear(tree: Mapping[str, Any]) -> Iterator[Fault]:
    """Amounts beyond what they may be in the currency of the scenario, which pydantic has not heard of."""
    bounds = _Bounds(tree)
    for path, value in _leaves(tree):
        field = _number_at(path.split("."))
        if field is None or isinstance(value, bool) or not isinstance(value, int | float):
            continue
        if value > bounds.of(field).high:
            yield _parameter(tree, path, field).fault(value)


class _Bounds:
    """What the fields of the model take in the currency of a tree, each worked out once."""

    def __init__(self, tree: Mapping[str, Any]) -> None:
        self._currency, self._known = settled(tree.get("currency"), ""), dict[int, Parameter]()

    def of(self, field: FieldInfo) -> Parameter:
        """The field's bounds, without the path and the name of a number."""
        if id(field) not in self._known:
            self._known[id(field)] = parameter("", "", field, currency=self._currency)
        return self._known[id(field)]


def _parameter(tree: Mapping[str, Any], path: str, field: FieldInfo) -> Parameter:
    """The number at a path as it is called and bounded in the tree."""
    parts = path.split(".")
    title = f"{isolated(_name(tree, parts[-1:]))}, times a year" if field is TIMES else ""
    return parameter(path, _name(tree, parts), field, title, settled(tree.get("currency"), ""))


def parsed(content: str, name: str) -> Any:
    """The JSON of a text, whatever it holds, if it can be shown and counted. Raises CalculatorError, RecursionError."""
    content = content.removeprefix("\ufeff")
    if len(content) > LIMIT:
        raise _too_long(name)
    if not content.strip():
        raise CalculatorError(f"{name} is empty, so it is no scenario.")
    try:
        tree = json.loads(content, parse_int=_whole, parse_constant=_no_constant, object_pairs_hook=_once)
        json.dumps(tree, ensure_ascii=False).encode()
        return tree
    except UnicodeEncodeError:
        raise CalculatorError(f"{name} is not a scenario: it holds half a character, which no text can show.") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise CalculatorError(f"{name} is not JSON: {error.msg} at {where}.") from None
    except ValueError as error:
        raise CalculatorError(f"{name} is not a scenario: {shortened(error, 200)}") from None


def _too_long(name: str) -> CalculatorError:
    return CalculatorError(f"{name} is over {LIMIT:,} characters long; a scenario has about 20,000.")


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number. Write a finite number, or null for none.")


def _whole(digits: str) -> int:
    if len(digits) > 300:
        raise ValueError(f"a number has {len(digits):,} digits, which is more than any figure needs.")
    return int(digits)


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > WIDEST:
        raise ValueError(f"an object has {len(pairs):,} fields, where a scenario has {WIDEST:,} at most.")
    members: dict[str, Any] = {}
    for key, value in pairs:
        if key in members:
            raise ValueError(f"'{shortened(key)}' stands twice in one place. Keep one of them.")
        members[key] = value
    return members


def _spread_out(tree: Mapping[str, Any]) -> dict[str, Any]:
    """The tree with `12..18..30` or `about 18` taken apart into the number and its range, and renamed paths renamed."""
    plain: dict[str, Any] = _copy(tree)
    ranges = plain.get("ranges")
    if isinstance(ranges, dict):
        plain["ranges"] = {current(path): spread for path, spread in ranges.items()}
    for old, value in list(_leaves(plain)):
        path = _moved(plain, old)
        field = _number_at(path.split(".")) if isinstance(value, str) else None
        if field is None:
            continue
        known = _parameter(plain, path, field)
        try:
            spread = parse(value, known.optional, known.low, known.high, known.reading)
        except Unread:
            continue  # it stays as it is, and validation names it
        put(plain, path, spread.likely)
        ranges = plain.setdefault("ranges", {}) if spread.low != spread.high else None
        if isinstance(ranges, dict):
            ranges[path] = {"low": spread.low, "high": spread.high}
    return plain


def _moved(tree: dict[str, Any], path: str) -> str:
    """The path at which a value stands once it is renamed; where its new place is taken or not there, it stays."""
    new = current(path)
    if new == path:
        return path
    *branches, leaf = new.split(".")
    home = _at(tree, *branches)
    if not isinstance(home, dict) or leaf in home:
        return path
    *branches, old = path.split(".")
    home[leaf] = _at(tree, *branches).pop(old)
    return new


def _copy(tree: Any) -> Any:
    return {key: _copy(value) for key, value in tree.items()} if isinstance(tree, Mapping) else tree


def _leaves(tree: Mapping[str, Any], root: str = "") -> list[tuple[str, Any]]:
    leaves: list[tuple[str, Any]] = []
    for key, value in tree.items():
        if "." in key:
            continue  # a dot parts two keys, and is in none
        path = f"{root}{key}"
        leaves += _leaves(value, f"{path}.") if isinstance(value, dict) and path != "ranges" else [(path, value)]
    return leaves


def _fault(tree: Mapping[str, Any], error: Mapping[str, Any]) -> Fault:
    """One of pydantic's errors as a sentence that names the field and what it takes."""
    parts = [str(part) for part in error["loc"]]
    path = ".".join(shortened(part) for part in parts if part != "[key]")
    field = _number_at(parts)
    if error["type"] == "missing":
        remedy = "" if field is None else f" It takes {parameter('', '', field).allowed}."
        return Fault(path, f"{path} is missing.{remedy}")
    if error["type"] == "extra_forbidden":
        kinds: dict[int, Any] = {1: Scenario, 2: Profile, 3: BRANCHES.get(parts[0])}
        kind = Range if parts[0] == "ranges" else kinds.get(len(parts))
        meant = suggestion(parts[-1], kind.model_fields) if kind is not None else ""
        return Fault(path, f"There is no '{path}' in a scenario.{meant}")
    if field is not None:
        known, given, why = _parameter(tree, path, field), error["input"], ""
        try:
            parse(given if isinstance(given, str) else 0, reading=known.reading)
        except Unread as unread:  # of a text there may be more to say
            why = unread.why
        return known.fault(_written(given), why)
    if error["type"] == "too_long" and isinstance(error["input"], dict):
        held = len(error["input"])
        return Fault(path, f"{path} has {held:,} entries; a scenario holds {error['ctx']['max_length']} at most.")
    return Fault(path, f"{path or 'The scenario'} is {_written(error['input'])}; {_remark(error)}.")


def _remark(error: Mapping[str, Any]) -> str:
    """Pydantic's or our own remark on what a word takes, as the second half of a sentence."""
    context = error.get("ctx", {})
    if error["type"] in ("too_long", "string_too_long"):
        what = "characters" if error["type"] == "string_too_long" else "entries"
        return f"it takes at most {context['max_length']} {what}"
    own = {
        "string_pattern_mismatch": "a key takes lower-case letters, digits and _, begins with a letter and has at most "
        "40 characters",
        "string_too_short": "it takes at least 1 character",
        "string_type": "it takes a text",
        "string_unicode": "it takes a text without half a character, which nothing can show",
        "tuple_type": "it takes days such as 'mon thu'",
        "model_type": "it takes an object with fields",
        "dict_type": "it takes an object with fields",
        "float_type": "it takes a finite number",
        "finite_number": "it takes a finite number",
    }
    plain = str(error["msg"]).removeprefix("Value error, ").replace("Input should be ", "")
    return own.get(error["type"], f"it takes {plain}")


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return _kind(value) if isinstance(value, dict | list | tuple) or value is None else shortened(repr(value))


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return next((word for kind, word in kinds.items() if isinstance(value, kind)), "a number")


def _number_at(parts: Sequence[str]) -> FieldInfo | None:
    """The numeric field of the model at these parts of a path, if there is one."""
    if not parts:
        return None
    if parts[0] == "strategies" and len(parts) == 4 and parts[2] == "times_per_year":
        return TIMES  # type: ignore[no-any-return]  # `number` gives whatever a default may be
    return NUMBERS.get((parts[0], parts[-1])) if len(parts) == (2 if parts[0] == "profile" else 3) else None


def _name(tree: Mapping[str, Any], parts: Sequence[str]) -> str:
    """What the branch is called: the name a person gave it, or its key as a title."""
    if len(parts) == 1:
        branch, key = "activities", parts[0]
    elif parts[0] in BRANCHES:
        branch, key = parts[0], parts[1]
    else:
        return ""
    name = _at(tree, branch, key, "name")
    return shortened(name) if isinstance(name, str) and name else titled(shortened(key))


def _at(tree: Any, *parts: str) -> Any:
    for part in parts:
        tree = tree.get(part) if type(tree) is dict or isinstance(tree, Mapping) else None
    return tree
