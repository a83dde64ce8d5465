"""The page Your year: a calendar is read, what looks like networking is ticked and named, and its numbers taken over.

The files are read in memory and dropped in the same run. What is kept of them, for as long as the visit lasts, is the
groups of events that the page shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from calculator import formats
from calculator.diary import clients, dates, files, groups, proposal, reading
from calculator.diary.clients import Book
from calculator.diary.groups import Group
from calculator.diary.proposal import NEW, Pick, Proposal
from calculator.diary.reading import Diary
from calculator.errors import CalculatorError
from calculator.findings import year
from calculator.model import Scenario
from calculator.notation import Reading
from calculator.safety import isolated
from calculator.ui import entry, pages, placing, questions, state

SHOWN = 12
"""Groups that are shown at once; each has a handful of fields."""
MEGABYTE = 1024 * 1024
OWN = "A new activity of its own"
WAY = "A new way of its own"


@dataclass(frozen=True)
class Kept:
    """What is kept of a calendar while the visit lasts: the groups that are shown; diaries have lost their events."""

    diary: Diary
    likely: tuple[Group, ...]
    others: tuple[Group, ...]
    sooner: Diary | None = None
    earlier: tuple[Group, ...] = ()
    book: Book | None = None


def show() -> None:
    """The whole page."""
    pages.back()
    kept: Kept | None = st.session_state.get("year")
    top = st.container(key="year-answer")
    state.say()
    if kept is None:
        with top:
            st.title("Your year, from the calendar you keep", anchor=False)
            st.markdown(
                "Drop the export of your calendar, and get your own year in place of ours: how often you went, how "
                "long it took, and what it ran into. The file is read in memory and dropped at once. Nothing of it is "
                "stored or logged."
            )
        _ask()
        return
    _told(top, kept)


def _told(top: st.delta_generator.DeltaGenerator, kept: Kept) -> None:
    """What was found, what it comes to, and the button that takes it."""
    scenario = state.scenario()
    st.header("What looks like networking", anchor=False)
    picks = _groups(scenario, kept)
    made = _proposed(scenario, kept, picks)
    if made is None:
        _forget()
        return
    more: list[str] = []
    with st.container(horizontal=True, key="year-also"):
        made = _clients(kept, made, more)
        _before(kept, made, more)
    shown = [*kept.likely, *(pick.group for pick in picks if pick.group in kept.others)]
    answer = year.finding(kept.diary, shown, picks, made, more)
    with top:
        st.title(formats.markdown(answer.sentence), anchor=False)
        st.markdown("\n".join(f"- {formats.markdown(note)}" for note in answer.notes))
    _apply(made, picks)
    placing.working("year", answer.working)
    _forget()


# -- files ---------------------------------------------------------------------------------------------------------


def _ask() -> None:
    """Which months, and the field for the files."""
    first, last = dates.asked("", "", _today())
    with st.container(horizontal=True, key="year-dates"):
        begin = st.text_input(
            "From, year and month", f"{first:%Y-%m}", key="year-from", persist_state="session", width=150
        )
        end = st.text_input("To, year and month", f"{last:%Y-%m}", key="year-to", persist_state="session", width=150)
        zone = st.text_input(
            "Your time zone",
            "",
            key="year-zone",
            placeholder="as the calendar says",
            persist_state="session",
            width=240,
        )
    given = _uploaded("calendar", "Calendar files (.ics), or a zip of them", ["ics", "zip"], files.BYTES)
    if given:
        kept = _read(given, begin or "", end or "", zone or "")
        if kept is not None:
            likely, others = groups.found(kept)
            st.session_state["year"] = Kept(replace(kept, events=()), tuple(likely), tuple(others))
        _drop("calendar")
    _refusal("calendar")
    with st.expander("How do I export my calendar?", type="compact", key="year-export"):
        st.markdown(EXPORT)


EXPORT = """
- **Google Calendar**, on a computer: Settings, *Import & export*, *Export*. It gives a zip of all your calendars,
  which you can drop as it is.
- **Outlook** for Windows: *File*, *Save Calendar*, and under *More Options* the whole calendar with full details. On
  the web: *Settings*, *Calendar*, *Shared calendars*, publish one with all details, open its ICS link, and end the
  publishing.
- **Apple Calendar** on a Mac: *File*, *Export*, *Export*. An iPhone has no export.
"""


def _uploaded(name: str, label: str, kinds: list[str], most: int) -> list[tuple[str, bytes]]:
    """The files that were just dropped into a field; the field is another after each, so that nobody holds them."""
    turn = st.session_state.setdefault(f"year-turn-{name}", 0)
    held = st.file_uploader(
        label, type=kinds, accept_multiple_files=True, key=f"year-{name}-{turn}", max_upload_size=most // MEGABYTE
    )
    return [(file.name, file.getvalue()) for file in held]


def _drop(name: str) -> None:
    """Let go of what was uploaded, and draw the page anew."""
    st.session_state[f"year-turn-{name}"] += 1
    st.rerun()


def _refusal(name: str) -> None:
    """Why the last files of a field would not do."""
    refused = st.session_state.pop(f"year-refused-{name}", "")
    if refused:
        lines = [*refused.splitlines()[:20], "Nothing of yours was changed, and nothing of the file was kept."]
        st.error("  \n".join(map(formats.markdown, lines)))


def _read(given: Sequence[tuple[str, bytes]], begin: str, end: str, zone: str, name: str = "calendar") -> Diary | None:
    """The diary in these files, with a bar that says how far it is."""
    bar = st.progress(0.0, "Reading")
    try:
        first, last = dates.asked(begin, end, _today())
        otherwise = st.context.timezone or ""

        def told(share: float, words: str) -> None:
            bar.progress(min(share, 1.0), formats.markdown(words))

        return reading.read(given, first, last, zone, otherwise, told)
    except CalculatorError as error:
        st.session_state[f"year-refused-{name}"] = str(error)
        return None


def _today() -> date:
    return date.today()  # noqa: DTZ011 -- of the server's own day: a month more or less ends with it


# -- groups --------------------------------------------------------------------------------------------------------


def _groups(scenario: Scenario, kept: Kept) -> list[Pick]:
    """A box for each group; those that are ticked, with what was said of them."""
    if not kept.likely:
        st.markdown("No title speaks of networking, and no meeting has the shape of a club. Choose among the others.")
    named = {group.key: group for group in kept.others}
    shown = list(kept.likely)
    every = st.session_state.get("year-more", False)
    visible = shown if every else shown[:SHOWN]
    slot = st.container(key="year-groups")
    if len(shown) > len(visible):
        st.button(f"Show {len(shown) - len(visible)} more", key="year-show", on_click=_show_more)
    if named:
        chosen = st.multiselect(
            "Other meetings that repeat: which of them are networking too?",
            list(named),
            format_func=lambda key: f"{isolated(named[key].name)} ({named[key].times})" if key in named else key,
            key="year-others",
            persist_state="session",
            placeholder="Choose",
        )
        visible += [named[key] for key in chosen if key in named]
    with slot:
        picks = [_group(scenario, kept.diary, group) for group in visible]
    return [pick for pick in picks if pick is not None]


def _show_more() -> None:
    st.session_state["year-more"] = True


def _group(scenario: Scenario, diary: Diary, group: Group) -> Pick | None:
    """One group: its tick and what it was; where it is ticked, what it is called and which activity it is."""
    key = _key(group)
    with st.container(border=True, key=f"group-{key}", gap="small"):
        ticked = st.checkbox(
            formats.label(group.name), value=group.sure or not group.kind, key=f"tick-{key}", persist_state="session"
        )
        more = [isolated(title) for title in group.titles if title and title != group.name]
        also = f" · such as {formats.joined(more[:2])}" if more else ""
        st.caption(formats.markdown(f"{year.about(group, diary)}{also}"))
        if not ticked:
            return None
        with st.container(horizontal=True, key=f"fields-{key}", vertical_alignment="bottom"):
            return _fields(scenario, group, key)


def _fields(scenario: Scenario, group: Group, key: str) -> Pick:
    options = [*scenario.activities, NEW]
    st.session_state.setdefault(f"is-{key}", proposal.suggested(scenario, group))
    if st.session_state[f"is-{key}"] not in options:
        st.session_state[f"is-{key}"] = NEW
    activity = st.selectbox(
        "Which activity is it?",
        options,
        format_func=lambda one: scenario.activities[one].name if one in scenario.activities else OWN,
        key=f"is-{key}",
        persist_state="session",
        width=240,
    )
    known = scenario.activities.get(activity)
    name = st.text_input(
        "What is it called?",
        known.name if known else proposal.safe_name(group.name),
        key=f"name-{key}-{activity}",
        max_chars=80,
        persist_state="session",
        width=260,
    )
    way = None
    in_person = not group.online if known is None else known.medium == "in_person"
    if in_person and not group.ways:
        start = known.travel_minutes if known else None
        way = entry.figure(
            "Travel, both ways, minutes", f"way-{key}-{activity}", start, Reading("minutes"), 0, 1440, width=200
        )
        way = None if way == start else way  # what nobody touched keeps its range
    return Pick(group, activity, (name or "").strip(), way)


def _key(group: Group) -> str:
    """A name of letters and figures for the fields of a group, which holds no word of the calendar."""
    return f"{group.events[0].start:%Y%m%d%H%M}-{group.times}-{group.kind or 'other'}-{len(group.titles)}"


# -- what it comes to ----------------------------------------------------------------------------------------------


def _proposed(scenario: Scenario, kept: Kept, picks: Sequence[Pick]) -> Proposal | None:
    """What the picks come to in the way that they are put into."""
    options = [*scenario.strategies, NEW]
    if st.session_state.get("year-strategy") not in options:
        st.session_state["year-strategy"] = proposal.likeliest(scenario, [pick.group for pick in picks])
    st.header("Put it into your comparison", anchor=False)
    with st.container(horizontal=True, key="year-into", vertical_alignment="bottom"):
        strategy = st.selectbox(
            "Which way to network is your year?",
            options,
            format_func=lambda one: scenario.strategies[one].name if one in scenario.strategies else WAY,
            key="year-strategy",
            persist_state="session",
            width=280,
        )
        only = st.checkbox(
            "What is not in the calendar was not held", key="year-only", persist_state="session", wrap=True
        )
    try:
        return proposal.proposed(scenario, picks, kept.diary.years, strategy, only)
    except CalculatorError as error:
        st.error(formats.markdown(str(error)))
        return None


def _clients(kept: Kept, made: Proposal, more: list[str]) -> Proposal:
    """The clients that were won, from a table, and what they teach."""
    popover = st.popover("Clients you won", key="year-clients", on_change="rerun", width="content")
    if popover.open:
        with popover:
            st.markdown(
                "A table with a row a client: **date won**, **worth**, **activity**. From it your own referrals, the "
                "share of them that you win and their worth are learnt."
            )
            given = _uploaded("table", "Clients (.csv)", ["csv", "txt"], clients.BYTES)
            if given:
                try:
                    book = clients.read(made.scenario, given[0][1], given[0][0])
                    st.session_state["year"] = replace(kept, book=book)
                except CalculatorError as error:
                    st.session_state["year-refused-table"] = str(error)
                _drop("table")
            _refusal("table")
            entry.figure("Referrals in that time, won or not", "year-referrals", None, Reading(), 0, 100_000)
    if kept.book is None:
        return made
    referrals = st.session_state.get("year-referrals kept")
    try:
        learnt = clients.lessons(made.scenario, made.strategy, kept.book, kept.diary.begin, kept.diary.end, referrals)
    except CalculatorError as error:
        st.error(formats.markdown(str(error)))
        learnt = []
    more += [*kept.book.notes, *(lesson.sentence for lesson in learnt)]
    return proposal.also(made, {lesson.path: lesson.text for lesson in learnt})


def _before(kept: Kept, made: Proposal, more: list[str]) -> None:
    """The year before, to compare with."""
    popover = st.popover("Compare with the year before", key="year-before", on_change="rerun", width="content")
    if popover.open:
        with popover:
            st.markdown("Drop last year's export; the same file will do, where it goes back far enough.")
            given = _uploaded("sooner", "Calendar files (.ics), or a zip of them", ["ics", "zip"], files.BYTES)
            if given:
                first, last = dates.before(kept.diary.begin, kept.diary.end)
                sooner = _read(given, f"{first}", f"{last}", kept.diary.zone, "sooner")
                if sooner is not None:
                    earlier = tuple(group for sort in groups.found(sooner) for group in sort)
                    st.session_state["year"] = replace(kept, sooner=replace(sooner, events=()), earlier=earlier)
                _drop("sooner")
            _refusal("sooner")
    if kept.sooner is not None:
        more += year.compared(made, kept.diary, kept.sooner, kept.earlier, kept.book)


def _apply(made: Proposal, picks: Sequence[Pick]) -> None:
    """Every number before and after, and the button that takes all of them at once."""
    told = year.before_after(made)
    if told.rows:
        with st.container(key="table-year"):
            st.markdown(placing.table(told))
    elif made.picked:
        st.markdown("All of this is in your comparison.")
    with st.container(horizontal=True, key="year-buttons"):
        st.button(
            "Use my year",
            type="primary",
            key="year-use",
            on_click=_use,
            args=(made, tuple(picks)),
            disabled=not told.rows,
        )
        questions.undo()
        pages.link("compare", "See the comparison")


def _use(made: Proposal, picks: Sequence[Pick]) -> None:
    """Take everything over in one change, and let what was new be what it has become."""
    if not state.attempt(lambda: made.scenario):
        return
    for pick in picks:
        if pick.activity == NEW:
            became = next(key for key, its in made.picked.items() if set(pick.group.events) <= set(its.events))
            st.session_state[f"is-{_key(pick.group)}"] = became
    st.session_state["year-strategy"] = made.strategy


def _forget() -> None:
    """The way out: everything of the calendar is let go."""
    st.button("Forget this calendar", key="year-forget", on_click=_forgotten)
    st.caption("What is shown here is all that is kept of it, until you leave or press this.")


def _forgotten() -> None:
    for key in [key for key in st.session_state if str(key).startswith(OURS)]:
        del st.session_state[key]


OURS = ("year", "tick-", "is-", "name-", "way-")
"""How the names begin under which anything of the page is kept."""
