"""Every pattern of the product takes work in proportion to its text, however a stranger writes it.

Steps are counted and no clock is read. Python's engine cannot be asked for its steps, so each pattern is parsed by
Python's own parser and run by the plainest engine that goes back and tries again, which counts every instruction. The
real engine leaves out some of these steps and adds none. Worst cases are made from the pattern itself: for each part
that may repeat, a text that leads to it, the repeated part over and over, and an end that fits nothing.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]  # the parser that `re` uses has no public name
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import pytest

import calculator
from calculator import safety
from calculator.diary import words as diary
from calculator.diary.files import FOLDED
from calculator.notation import parse, ranged
from calculator.web import api, seen

ROOT = Path(calculator.__file__).parent
SIZES = (1_000, 10_000)
STEPS = 60
"""Instructions that a pattern may take for each character of its text; a quadratic one takes hundreds at 1 kB."""
FEW = 40
"""Repeats up to which a bounded one is run as it is written, and cannot grow."""
END = ("\n", "§")
"""What a worst case ends with: what fits few patterns, and what fits next to none."""
NAMES = ("compile", "match", "search", "sub", "subn", "fullmatch", "split", "findall", "finditer")
MADE_LATER = {
    "'|'.join(map(re.escape, PAGES))": seen.KINDS[-1][0].pattern,
    "'|'.join((_bounded(*word) for word in longest))": diary._bounded(
        "drive", False, False
    ),  # one of many words, in titles of 200 letters
    "b'\\\\r?\\\\n[ \\\\t]'": FOLDED.pattern.decode(),
    "LETTERS": safety.LETTERS,
    "under.path_regex.pattern": api.routes()[1].path_regex.pattern,  # type: ignore[attr-defined]
    "LETTERS.replace('[^', '[', 1)": safety.LETTERS.replace("[^", "[", 1),
}
"""What is compiled of no literal, and what it comes to."""
Code = list[tuple[Any, ...]]


# -- which patterns there are ------------------------------------------------------------------------------------------


def _calls() -> list[tuple[ast.expr, int]]:
    """What every call of `re` takes as its pattern, with its flags, and the `pattern` of every field."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "import re\n" in text or "pattern=" in text else ():
            if not isinstance(node, ast.Call):
                continue
            if _of_re(node.func):
                given = [ast.unparse(arg) for arg in (*node.args[1:], *(word.value for word in node.keywords))]
                named = [getattr(re, flag) for flag in re.findall(r"\bre\.([A-Z]+)\b", " ".join(given))]
                found.append((node.args[0], sum(named)))
            found += [(word.value, 0) for word in node.keywords if word.arg == "pattern"]
    return found


def _of_re(func: ast.expr) -> bool:
    """Whether it is a function of `re` that takes a pattern."""
    return isinstance(func, ast.Attribute) and func.attr in NAMES and ast.unparse(func.value) == "re"


def _in_scripts() -> set[tuple[str, int]]:
    """The patterns of our scripts, whose forms mean the same in Python."""
    literal = re.compile(r"(?<=[=(,:?&|])\s?/((?:[^/\\\n*]|\\.)(?:[^/\\\n]|\\.)*)/([gimsuy]*)(?=[.,;)\s])")
    scripts = (path.read_text(encoding="utf-8") for path in sorted(ROOT.rglob("*.js")))
    found = [match for script in scripts for match in literal.finditer(script)]
    return {(match[1], re.IGNORECASE if "i" in match[2] else 0) for match in found}


def _all() -> list[tuple[str, int]]:
    literal = {(arg.value, flags) for arg, flags in _calls() if _is_text(arg)}  # type: ignore[attr-defined]
    later = {(pattern, re.DOTALL) for pattern in MADE_LATER.values()}
    return sorted(literal | later | _in_scripts())


def _is_text(arg: ast.expr) -> bool:
    return isinstance(arg, ast.Constant) and isinstance(arg.value, str)


# -- an engine that counts ---------------------------------------------------------------------------------------------


def _fits(kind: Any, given: Any, letter: str, flags: int) -> bool:
    """Whether one letter fits one item of a parsed pattern; a set and a category are left to `re`."""
    if kind is op.LITERAL or kind is op.NOT_LITERAL:
        same = letter == chr(given) or (flags & re.IGNORECASE and letter.lower() == chr(given).lower())
        return bool(same) == (kind is op.LITERAL)
    if kind is op.ANY:
        return letter != "\n" or bool(flags & re.DOTALL)
    held = [item for item in given if item[0] is not op.NEGATE]
    return any(_one(item, letter, flags) for item in held) == (len(held) == len(given))


def _one(item: Any, letter: str, flags: int) -> bool:
    kind, given = item
    if kind is op.RANGE:
        tried = {letter, letter.lower(), letter.upper()} if flags & re.IGNORECASE else {letter}
        return any(len(it) == 1 and given[0] <= ord(it) <= given[1] for it in tried)
    if kind is op.CATEGORY:
        negated, name = str(given).removeprefix("CATEGORY_").startswith("NOT_"), str(given).rsplit("_", 1)[-1]
        shape = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}[name]
        return (re.match(shape, letter, flags & re.ASCII) is not None) != negated
    return _fits(kind, given, letter, flags)


def _program(tree: Any, code: Code) -> Code:
    """The pattern as instructions: fit a letter, go on at one of two, stand at a place, look around."""
    for kind, given in tree:
        if kind in (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY):
            code.append(("letter", kind, given))
        elif kind is op.SUBPATTERN:
            _program(given[-1], code)
        elif kind is op.BRANCH:
            ends = []
            for branch in given[1]:
                code.append(("split", len(code) + 1, None))
                fork = len(code) - 1
                _program(branch, code)
                ends.append(len(code))
                code.append(("jump", None))
                code[fork] = ("split", fork + 1, len(code))
            code.append(("fail",))
            for end in ends:
                code[end] = ("jump", len(code))
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT):
            _repeat(given, kind is op.MAX_REPEAT, code)
        elif kind is op.AT:
            code.append(("at", given))
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            back, inner = given
            width = _parser.SubPattern.getwidth(inner)[0] if back < 0 else 0
            code.append(("look", kind is op.ASSERT, width, [*_program(inner, []), ("done",)]))
        else:
            raise NotImplementedError(kind)  # a back-reference, say: no pattern needs one
    return code


def _repeat(given: Any, greedy: bool, code: Code) -> None:
    least, most, inner = given
    for _ in range(least):
        _program(inner, code)
    endless = most is op.MAXREPEAT
    forks = []
    for _ in range(1 if endless else most - least):
        forks.append(len(code))
        code.append(("split", None, None))
        _program(inner, code)
    if endless:
        code.append(("jump", forks[0]))
    for fork in forks:
        ways = (fork + 1, len(code))
        code[fork] = ("split", *(ways if greedy else ways[::-1]))


class Counted:
    """The steps that one pattern takes over one text, as far as `most`."""

    def __init__(self, text: str, flags: int, most: float) -> None:
        self.text, self.flags, self.most, self.steps = text, flags, most, 0
        self.fits: dict[Any, bool] = {}

    def run(self, code: Code, start: int, whole: bool = False) -> bool:
        """Whether the program ends from there, trying one way after the other."""
        waiting = [(0, start)]
        while waiting and self.steps <= self.most:
            at, place = waiting.pop()
            while at >= 0 and self.steps <= self.most:
                self.steps += 1
                step = code[at]
                if step[0] == "done":
                    if not whole or place == len(self.text):
                        return True
                    break
                at, place = self._step(step, at, place, waiting)
        return False

    def _step(self, step: tuple[Any, ...], at: int, place: int, waiting: list[tuple[int, int]]) -> tuple[int, int]:
        if step[0] == "letter":
            fits = place < len(self.text) and self._letter(id(step), step, self.text[place])
            return (at + 1, place + 1) if fits else (-1, place)
        if step[0] == "split":
            waiting.append((step[2], place))
            return step[1], place
        if step[0] == "jump":
            return step[1], place
        if step[0] == "at":
            return (at + 1 if self._at(str(step[1]), place) else -1), place
        if step[0] == "look":
            _, wanted, width, inner = step
            found = place >= width and self.run(inner, place - width)
            return (at + 1 if found == wanted else -1), place
        return -1, place

    def _letter(self, key: int, step: tuple[Any, ...], letter: str) -> bool:
        if (key, letter) not in self.fits:
            self.fits[key, letter] = _fits(step[1], step[2], letter, self.flags)
        return self.fits[key, letter]

    def _at(self, where: str, place: int) -> bool:
        if where.startswith("AT_BEGINNING"):
            return place == 0
        assert where in ("AT_END", "AT_END_STRING"), where
        return place == len(self.text) or (where == "AT_END" and self.text[place:] == "\n")


def program(pattern: str, flags: int) -> Code:
    """A pattern as instructions."""
    return [*_program(_parser.parse(pattern, flags), []), ("done",)]


def steps(code: Code, flags: int, text: str) -> int:
    """Steps of looking for a pattern anywhere in a text, or of fitting it to all of it; no more than show a fault."""
    most = STEPS * len(text) + 1
    anywhere, whole = Counted(text, flags, most), Counted(text, flags, most)
    any(anywhere.run(code, start) for start in range(len(text) + 1) if anywhere.steps <= most)
    whole.run(code, 0, whole=True)
    return max(anywhere.steps, whole.steps)


# -- its worst cases ---------------------------------------------------------------------------------------------------


def _letters(kind: Any, given: Any, flags: int) -> list[str]:
    """A few unlike letters that fit one item."""
    tried = [chr(given)] if kind is op.LITERAL else list('1a ,.:-_/A0=%"\xa0é~')
    return [letter for letter in tried if _fits(kind, given, letter, flags)][:3]


def _sample(tree: Any, flags: int) -> str:
    """A text that the pattern fits, as short as its repeats allow."""
    text = ""
    for kind, given in tree:
        if kind in (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY):
            text += next(iter(_letters(kind, given, flags)), "")
        elif kind is op.SUBPATTERN:
            text += _sample(given[-1], flags)
        elif kind is op.BRANCH:
            text += _sample(given[1][0], flags)
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT):
            text += _sample(given[2], flags) * given[0]
    return text


def _pumps(tree: Any, flags: int, before: str = "") -> list[tuple[str, str]]:
    """For each part that may repeat without end, what leads to it, and what to write over and over."""
    found: list[tuple[str, str]] = []
    for kind, given in tree:
        if kind is op.SUBPATTERN:
            found += _pumps(given[-1], flags, before)
        elif kind is op.BRANCH:
            found += [pump for branch in given[1] for pump in _pumps(branch, flags, before)]
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT):
            found += _pumps(given[2], flags, before)
            if given[1] is op.MAXREPEAT or given[1] > FEW:
                found += [(before, text) for text in _turns(given[2], flags) if text]
        before += _sample([(kind, given)], flags)
    return found


def _turns(tree: Any, flags: int) -> list[str]:
    """What one turn of a repeat may be: of a single letter, each kind of it."""
    if len(tree) == 1 and tree[0][0] in (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY):
        kind, given = tree[0]
        return _letters(kind, given, flags)
    return [_sample(tree, flags), _sample(tree, flags) + _sample(tree, flags)[-1:]]


class Shape(NamedTuple):
    """A worst case of any size: what leads to a repeat, one turn of it, and an end that fits nothing."""

    begin: str
    turn: str
    end: str

    def text(self, size: int) -> str:
        """The case, of so many characters or a few less."""
        room = size - len(self.begin) - len(self.end)
        return self.begin + self.turn * (room // len(self.turn)) + self.end


def worst(pattern: str, flags: int) -> list[Shape]:
    """What makes the pattern try again."""
    tree = _parser.parse(pattern, flags)
    pumps = [*_pumps(tree, flags), ("", _sample(tree, flags) or "a")]
    return [Shape(begin, turn, end) for begin, turn in dict.fromkeys(pumps) for end in END]


PATTERNS = _all()


# -- what holds --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS, ids=[pattern[:30] for pattern, _ in PATTERNS])
def test_the_work_of_a_pattern_grows_with_its_text(pattern: str, flags: int) -> None:
    """Each worst case at 1 kB, and the worst of them at 10 kB, takes so many steps a character at most."""
    code, taken = program(pattern, flags), {}
    for shape in worst(pattern, flags):
        taken[shape] = steps(code, flags, shape.text(SIZES[0]))
        assert taken[shape] <= STEPS * SIZES[0], shape
    longest = max(taken, key=lambda shape: taken[shape])
    assert steps(code, flags, longest.text(SIZES[1])) <= STEPS * SIZES[1], longest


@pytest.mark.parametrize(
    "pattern",
    [
        r"(about|roughly)[\s,:]+(.+)",
        r"(?:^|[\s,])gzip\s*(?:;\s*q=([\d.]+))?\s*(?:,|$)",
        r"\s+$",
        r"(a+)+b",
        r"(a|a)*b",
        r"\d+[.,]?\d*x",
    ],
)
def test_a_pattern_that_tries_again_and_again_is_found(pattern: str) -> None:
    """Patterns that froze the server, and the well-known kinds of them, are over the bound at 1 kB already."""
    code = program(pattern, 0)
    assert any(steps(code, 0, shape.text(SIZES[0])) > STEPS * SIZES[0] for shape in worst(pattern, 0))


def test_every_pattern_is_among_them() -> None:
    """No call of `re` makes its pattern as it runs, and scripts have theirs read."""
    calls = _calls()
    assert {ast.unparse(arg) for arg, _ in calls if not _is_text(arg)} == MADE_LATER.keys()
    for path in ROOT.rglob("*.py"):
        assert not re.search(r"^\s*(from re import|import re as|import regex)", path.read_text("utf-8"), re.MULTILINE)
    written = "".join(path.read_text(encoding="utf-8") for path in ROOT.rglob("*.js"))
    assert len(_in_scripts()) >= 6
    assert "new RegExp" not in written
    assert len(calls) > 30


@pytest.mark.parametrize("end", ["", "\n", "5", "x"])
@pytest.mark.parametrize("word", ["about", "roughly", "no idea", "1..", "12:"])
def test_a_long_text_is_no_number_and_no_range(word: str, end: str) -> None:
    """A word of doubt and 30,000 blanks are refused by their length, before anything looks into them."""
    text = f"{word}{' ' * 30_000}{end}"
    with pytest.raises(ValueError, match=r".*"):
        parse(text)
    assert not ranged(text)
