"""An address for each analysis of the registry: its options are keys of the query, which FastAPI reads and describes.

>>> takes(Option("not_before", "number", "Leave home no earlier.", low=0, high=24))
'a number from 0 to 24'
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import Parameter, Signature
from typing import Annotated, Any, Literal, get_args, get_type_hints

from fastapi import Query, Request
from starlette.responses import Response

from calculator import SCHEMA, formats
from calculator.analyses.study import Study
from calculator.registry import ENTRIES, Entry, Option
from calculator.web.api import answers, reading
from calculator.web.api.asked import KeptAnswers
from calculator.web.api.work import answering


def options(entry: Entry) -> list[Option]:
    """What may be asked of an analysis here: what is only drawn may not."""
    return [option for option in entry.options if not option.drawn]


TAKEN = {option.called: option for entry in ENTRIES for option in options(entry)}
"""Every key of a query that is an option of some analysis."""


def answer(entry: Entry, asked: KeptAnswers) -> Callable[..., Awaitable[Response]]:
    """What answers at the address of an analysis."""
    aside = {option.called for option in options(entry)}

    async def answered(request: Request, **given: Any) -> Response:
        def made() -> bytes:
            scenario = reading.linked(request.scope["query_string"], aside)
            return answers.written(entry.ask(Study(scenario), given).as_tree(SCHEMA))

        return await asked.answer(request, entry.command, answering, made)

    request = Parameter("request", Parameter.KEYWORD_ONLY, annotation=Request)
    keys = [_key(option) for option in options(entry)]
    answered.__signature__ = Signature([request, *keys])  # type: ignore[attr-defined]
    return answered


def _key(option: Option) -> Parameter:
    """An option as FastAPI reads it from a function."""
    kind: Any = Literal[option.choices] if option.choices else {"number": float, "flag": bool}.get(option.kind, str)
    kind = list[kind] if option.many else kind
    default = Parameter.empty if option.required else None if option.many else option.default
    kind = kind | None if default is None else kind
    more: dict[str, Any] = {"allow_inf_nan": False} if option.kind == "number" else {}
    taken = Query(alias=option.called, description=option.help, ge=option.low, le=option.high, **more)
    return Parameter(option.name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, taken])


def takes(option: Option) -> str:
    """What an option takes, as the end of a sentence."""
    if option.choices:
        return formats.joined(list(option.choices), "or")
    bounds = "" if option.low is None else f" from {option.low:g} to {option.high:g}"
    plain = {"number": f"a number{bounds}", "flag": "true or false", "path": "a number of the scenario by its path"}
    return plain.get(option.kind, "a measure" if option.kind == "measure" else "the id of a strategy")


def rows(entry: Entry) -> tuple[type, ...]:
    """The dataclasses that the rows of an answer are."""
    (row,) = get_args(get_type_hints(entry.module.finding)["return"])
    return get_args(row) or (row,)
