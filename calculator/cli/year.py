"""`calendar`: a year from somebody's own calendar, and what it changes in a scenario."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from calculator import SCHEMA
from calculator.cli import reading, writing
from calculator.cli.commands import Form, Output, PresetId, Settings, app
from calculator.errors import CalculatorError, shortened, suggestion

if TYPE_CHECKING:
    from calculator.diary.groups import Group
    from calculator.diary.proposal import Pick
    from calculator.diary.reading import Diary
    from calculator.model import Scenario

Calendars = Annotated[
    list[Path],
    typer.Argument(metavar="CALENDAR...", help="Files that end in .ics, or a zip of them.", show_default=False),
]


@app.command("calendar")
def calendar(
    calendars: Calendars,
    begin: Annotated[
        str,
        typer.Option(
            "--from", metavar="MONTH", help="The first month, 2025-11, or day. Otherwise a year before the last."
        ),
    ] = "",
    end: Annotated[
        str, typer.Option("--to", metavar="MONTH", help="The last month or day. Otherwise the last whole month.")
    ] = "",
    zone: Annotated[
        str, typer.Option(metavar="ZONE", help="Your time zone, such as Europe/London. Otherwise that of the calendar.")
    ] = "",
    taken: Annotated[
        list[str] | None,
        typer.Option(
            "--as",
            metavar="NAME=ACTIVITY",
            help="Take a group of meetings for an activity, any number of times.",
            show_default=False,
        ),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="NAME", help="Leave a group out, any number of times.", show_default=False),
    ] = None,
    strategy: Annotated[
        str,
        typer.Option(
            metavar="ID", help="Whose times a year are set. Otherwise of the way that does most of what was found."
        ),
    ] = "",
    only: Annotated[
        bool,
        typer.Option("--only", help="Meetings that are not in the calendar were not held: their times a year are 0."),
    ] = False,
    before: Annotated[
        list[Path] | None,
        typer.Option(
            "--before",
            metavar="CALENDAR",
            help="The calendar of the year before, to compare with; the same file will do.",
            show_default=False,
        ),
    ] = None,
    clients: Annotated[
        Path | None,
        typer.Option(
            "--clients", metavar="CSV", help="Clients that you won: date won, worth, activity.", show_default=False
        ),
    ] = None,
    referrals: Annotated[
        float | None,
        typer.Option(
            "--referrals", min=0, help="How many referrals you had in that time, won or not.", show_default=False
        ),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--scenario",
            metavar="FILE",
            help="A scenario in JSON that is changed; otherwise a preset.",
            show_default=False,
        ),
    ] = None,
    preset: PresetId = None,
    settings: Settings = None,
    save: Annotated[
        Path | None,
        typer.Option(
            "--save", metavar="FILE", help="Write the changed scenario, as compare reads it.", show_default=False
        ),
    ] = None,
    form: Form = "table",
    output: Output = None,
) -> None:
    """Count your networking in the calendar that you keep, and put it into a scenario.

    The files are read in memory and nothing of them is kept. What surely is networking is taken; --as and --without say
    it of the rest.
    """
    scenario = reading.known(reading.scenario(file, preset, settings or ()))

    from calculator import printed
    from calculator.diary import clients as book
    from calculator.diary import dates, groups, proposal
    from calculator.findings import year

    first, last = dates.asked(begin, end, date.today())  # noqa: DTZ011 -- of the person's own day
    diary = _diary(calendars, first, last, zone)
    likely, others = groups.found(diary)
    picks = _picks(scenario, likely, others, taken or (), without or ())
    if strategy and strategy not in scenario.strategies:
        hint = suggestion(strategy, scenario.strategies)
        raise CalculatorError(f"There is no strategy '{shortened(strategy)}'.{hint}")
    strategy = strategy or proposal.likeliest(scenario, [pick.group for pick in picks])
    made, more = proposal.proposed(scenario, picks, diary.years, strategy, only), []
    won = book.read(made.scenario, _bytes(clients, book.BYTES), clients.name) if clients else None
    if won is not None:
        lessons = book.lessons(made.scenario, made.strategy, won, diary.begin, diary.end, referrals)
        made = proposal.also(made, {lesson.path: lesson.text for lesson in lessons})
        more += [*won.notes, *(lesson.sentence for lesson in lessons)]
    if before:
        sooner = _diary(before, *dates.before(diary.begin, diary.end), zone)
        earlier = [group for sort in groups.found(sooner) for group in sort]
        more += year.compared(made, diary, sooner, earlier, won)
    shown = [*likely, *(pick.group for pick in picks if pick.group in others)]
    answer = year.finding(diary, shown, picks, made, more)
    if save is not None:
        from calculator import documents
        from calculator.exports import files

        files.write(save, documents.write(made.scenario).encode())
    if form == "json":
        covered = {"begin": f"{diary.begin}", "end": f"{diary.end}", "weeks": diary.weeks, "zone": diary.zone}
        tree = answer.as_tree(SCHEMA) | covered | {"strategy": made.strategy, "changes": dict(made.changes)}
        writing.deliver(writing.text(printed.as_json(tree)), output)
    else:
        writing.deliver(writing.found(answer, form), output)


def _diary(calendars: Sequence[Path], first: date, last: date, zone: str) -> Diary:
    """What these files have, with a line that moves for somebody who waits."""
    from calculator.diary import files
    from calculator.diary import reading as diaries

    waiting = sys.stderr.isatty()

    def told(share: float, words: str) -> None:
        if waiting:
            typer.echo(f"\r{round(100 * share):3d}% {words:<60.60}{chr(10) if share >= 1 else ''}", err=True, nl=False)

    return diaries.read([(path.name, _bytes(path, files.BYTES)) for path in calendars], first, last, zone, told=told)


def _bytes(path: Path, most: int) -> bytes:
    """What a file holds, and one byte more than may be where it holds more. Raises CalculatorError."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise CalculatorError(f"{path} cannot be read: {error.strerror or error}.") from None


def _picks(
    scenario: Scenario,
    likely: Sequence[Group],
    others: Sequence[Group],
    taken: Sequence[str],
    without: Sequence[str],
) -> list[Pick]:
    """The groups that are surely networking and those that were named, as what was said. Raises CalculatorError."""
    from calculator.diary.proposal import NEW, Pick, suggested

    named = {group.name.casefold(): group for group in [*others, *likely]}
    said: dict[str, str] = {}
    faults = []
    for text in taken:
        name, sign, activity = (part.strip() for part in text.rpartition("="))
        if not sign or name.casefold() not in named:
            faults.append(f"--as '{shortened(text)}': {_unknown(name, named)}")
        elif activity not in (*scenario.activities, "new"):
            known = ", ".join(scenario.activities)
            faults.append(
                f"--as '{shortened(text)}': there is no activity '{shortened(activity)}'. There are {known}, and new."
            )
        said[name.casefold()] = activity
    faults += [
        f"--without '{shortened(name)}': {_unknown(name, named)}" for name in without if name.casefold() not in named
    ]
    if faults:
        raise CalculatorError("\n".join(faults))
    out = {name.casefold() for name in without}
    picks = [
        Pick(group, {"new": NEW, None: suggested(scenario, group)}.get(said.get(name), said.get(name) or NEW))
        for name, group in named.items()
        if name not in out and (name in said or (group in likely and group.sure))
    ]
    return sorted(picks, key=lambda pick: -pick.group.times)


def _unknown(name: str, named: Mapping[str, Group]) -> str:
    hint = suggestion(name.casefold(), named)
    return f"no meeting that was found is called '{shortened(name)}'.{hint}"
