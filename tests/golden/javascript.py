"""`python -m tests.golden.javascript`: the engine's formulas for one occurrence, in JavaScript.

Functions of `engine/time` and `engine/cash` are translated one by one, under their own names; what they take from
`engine/arithmetic` stands in `page/engine.js`. Only what these formulas are made of is known; all else is an error.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
from collections.abc import Iterable, Iterator

from calculator.engine import cash, time
from calculator.parts import FEES, ITEMS, PARTS

HEAD = """"use strict";
// Written by `make golden` from calculator/engine/time.py, calculator/engine/cash.py and calculator/parts.py: a change
// belongs there, and not here."""
COMPARE, ADD, MULTIPLY, ATOM = range(4)
SIGNS = {ast.Add: ("+", ADD), ast.Sub: ("-", ADD), ast.Mult: ("*", MULTIPLY), ast.Div: ("/", MULTIPLY)}
COMPARED = {ast.Gt: ">", ast.Lt: "<", ast.GtE: ">=", ast.LtE: "<=", ast.Is: "===", ast.IsNot: "!=="}
CONSTANTS = {None: "null", True: "true", False: "false"}
KNOWN = {"minimum", "maximum", "where", "same", "given", "shared", "never"}
"""What `engine.js` has of `engine/arithmetic`."""


def formulas() -> str:
    """The whole file."""
    lists = (("PARTS", PARTS), ("ITEMS", ITEMS), ("FEES", FEES))
    lines = [f"const {name} = {json.dumps(list(keys))};" for name, keys in lists]
    trees = [ast.parse(inspect.getsource(module)).body for module in (time, cash)]
    nodes = [node for tree in trees for node in tree if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    known = KNOWN | {node.name for node in nodes}
    made = (_record(node) if isinstance(node, ast.ClassDef) else _function(node, known) for node in nodes)
    return "\n\n".join([HEAD, "\n".join(lines), *made]) + "\n"


def _record(node: ast.ClassDef) -> str:
    """A named tuple as an object with the same names."""
    names = ", ".join(ast.unparse(field.target) for field in node.body if isinstance(field, ast.AnnAssign))
    return f"const {node.name} = ({names}) => ({{ {names} }});"


def _function(node: ast.FunctionDef, known: set[str]) -> str:
    called = {call.func.id for call in ast.walk(node) if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)}
    if strange := called - known - {"quantity"}:
        raise NotImplementedError(f"{node.name} calls {', '.join(sorted(strange))}, which engine.js has not.")
    about = (ast.get_docstring(node) or "").partition("\n")[0]
    changed = {ast.unparse(each.target) for each in ast.walk(node) if isinstance(each, ast.AugAssign)}
    lines = _block(node.body[1:], changed, "  ")
    names = ", ".join(argument.arg for argument in node.args.args)
    return "\n".join((f"// {about}", f"function {node.name}({names}) {{", *lines, "}"))


def _block(body: Iterable[ast.stmt], changed: set[str], indent: str) -> Iterator[str]:
    for node in body:
        match node:
            case ast.Return(value=ast.Dict(keys=keys, values=values)):
                pairs = zip(keys, values, strict=True)
                lines = [f"{indent}  {_read(key)}: {_read(value)}," for key, value in pairs if key]
                yield "\n".join((f"{indent}return {{", *lines, f"{indent}}};"))
            case ast.Return(value=ast.expr() as value):
                yield f"{indent}return {_read(value)};"
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            ):
                yield f"{indent}{'let' if name in changed else 'const'} {name} = {_read(value)};"
            case ast.AugAssign(target=ast.Name(id=name), op=ast.Add(), value=value):
                yield f"{indent}{name} += {_read(value)};"
            case ast.If(test=test, body=inner, orelse=[]):
                yield f"{indent}if {_read(test) if isinstance(test, ast.BoolOp) else f'({_read(test)})'} {{"
                yield from _block(inner, changed, f"{indent}  ")
                yield f"{indent}}}"
            case ast.For(target=ast.Name(id=name), iter=many, body=inner, orelse=[]):
                yield f"{indent}for (const {name} of {_read(many)}) {{"
                yield from _block(inner, changed, f"{indent}  ")
                yield f"{indent}}}"
            case _:
                raise NotImplementedError(f"There is no JavaScript for: {ast.unparse(node)}")


def _read(node: ast.expr) -> str:  # noqa: C901, PLR0911  # a case for each kind of expression
    """An expression."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Constant(value=bool() | None as value):
            return CONSTANTS[value]
        case ast.Constant(value=int() | float() as value):
            return f"{value:.17g}" if float(f"{value:.15g}") != value else f"{value:.15g}"
        case ast.Constant(value=str() as value):
            return json.dumps(value)
        case (
            ast.Attribute(value=owner, attr=name) | ast.Subscript(value=owner, slice=ast.Constant(value=str() as name))
        ):
            return f"{_read(owner)}.{name}"
        case ast.Call(func=ast.Name(id=name), args=given, keywords=[]):
            return f"{name}({', '.join(map(_read, given))})"
        case ast.BinOp(left=one, op=ast.BitAnd(), right=other) | ast.BoolOp(op=ast.And(), values=[one, other]):
            return f"({_read(one)} && {_read(other)})"
        case ast.BinOp(left=one, op=op, right=other) if type(op) in SIGNS:
            sign, rank = SIGNS[type(op)]
            return f"{_held(one, rank)} {sign} {_held(other, rank + 1)}"
        case ast.UnaryOp(op=ast.Not(), operand=one):
            return f"!{_held(one, ATOM)}"
        case ast.Compare(left=one, ops=[op], comparators=[other]) if type(op) in COMPARED:
            return f"{_held(one, ADD)} {COMPARED[type(op)]} {_held(other, ADD)}"
    raise NotImplementedError(f"There is no JavaScript for: {ast.unparse(node)}")


def _held(node: ast.expr, rank: int) -> str:
    """An expression, in brackets where it binds less tightly than what it stands in."""
    own = ATOM
    if isinstance(node, ast.BinOp):
        own = SIGNS.get(type(node.op), ("", ATOM))[1]
    elif isinstance(node, ast.Compare):
        own = COMPARE
    return _read(node) if own >= rank else f"({_read(node)})"


if __name__ == "__main__":
    sys.stdout.write(formulas())
