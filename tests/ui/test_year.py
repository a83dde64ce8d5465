"""The page Your year: a calendar is dropped, groups are ticked and named, and all of it is one change with one undo."""

from __future__ import annotations

import io
import logging
import os
import tempfile
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from calculator import assumptions

OWNER = assumptions.scenario("uk-owner")
SECRET = "Zyxwvut"  # noqa: S105 -- a word that stands nowhere else


def year_page() -> None:
    """The page by itself."""
    from calculator.ui import pages, state, year

    pages.navigation(dict.fromkeys(pages.PAGES, lambda: None), position="hidden")
    state.start()
    year.show()


def calendar(*more: str) -> bytes:
    """A club every Thursday, four coffees with as many people, and a choir that no word speaks of."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-TIMEZONE:Europe/London"]

    def event(uid: str, start: str, end: str, title: str, *rule: str) -> None:
        lines.extend(["BEGIN:VEVENT", f"UID:{uid}", f"DTSTART:{start}", f"DTEND:{end}", f"SUMMARY:{title}"])
        lines.extend([*rule, "END:VEVENT"])

    event("club", "20251106T071500", "20251106T084500", f"BNI {SECRET}", "RRULE:FREQ=WEEKLY;UNTIL=20261030T000000")
    for month in (1, 3, 5, 7):
        event(f"c{month}", f"20260{month}05T100000", f"20260{month}05T104500", f"Coffee with {SECRET} {month}")
    event(
        "choir", "20251103T190000", "20251103T210000", f"כנסת {'x' * 150} *_[choir](/x)", "RRULE:FREQ=WEEKLY;COUNT=50"
    )
    return "".join(f"{line}\r\n" for line in [*lines, *more, "END:VCALENDAR"]).encode()


def opened() -> AppTest:
    """The page as it opens, asked about a year."""
    app = AppTest.from_function(year_page, default_timeout=60).run()
    app.text_input(key="year-from").set_value("2025-11")
    return app.text_input(key="year-to").set_value("2026-10").run()


def dropped(app: AppTest, content: bytes, name: str = "mine.ics") -> AppTest:
    """The page after a file was dropped."""
    return app.file_uploader[0].set_value([(name, content, "text/calendar")]).run()


def test_a_year_is_taken_over_in_one_change_and_back_in_one() -> None:
    """What was found is ticked, shown before and after, used by one press and taken back by another."""
    app = dropped(opened(), calendar())
    assert not app.exception
    assert app.title[0].value == "You went networking 56 times in 52 weeks, most often to Breakfast club."
    assert "52 of 52 ran into your school run" in app.markdown[0].value
    app.button(key="year-use").click().run()
    mine = app.session_state["scenario"]
    assert mine.strategies["face_to_face"].times_per_year["breakfast"] == 52
    assert (mine.activities["breakfast"].session_minutes, mine.activities["breakfast"].days) == (90, ("thu",))
    assert mine.ranges["strategies.face_to_face.times_per_year.one_to_one"].low < 4
    assert len(app.session_state["undo"]) == 1
    app.button(key="undo-button").click().run()
    assert app.session_state["scenario"] == OWNER


def test_a_group_may_be_unticked_renamed_or_an_activity_of_its_own() -> None:
    """What is unticked changes nothing; another meeting that repeats becomes a new activity in a new way."""
    app = dropped(opened(), calendar())
    [club] = [box for box in app.checkbox if box.label.startswith("BNI")]
    club.uncheck().run()
    others = app.multiselect(key="year-others")
    others.set_value([others.options[0].rpartition(" ")[0] and app.session_state["year"].others[0].key]).run()
    assert not app.exception
    *_, name = [field for field in app.text_input if field.label == "What is it called?"]
    name.set_value("Choir").run()
    app.selectbox(key="year-strategy").set_value("").run()
    app.button(key="year-use").click().run()
    assert not app.exception
    mine = app.session_state["scenario"]
    assert mine.activities["choir"].session_minutes == 120
    [mix] = [mix for key, mix in mine.strategies.items() if key not in OWNER.strategies]
    assert mix.name == "Your year"
    assert mix.times_per_year == pytest.approx({"one_to_one": 4, "choir": 50})
    assert mine.strategies["face_to_face"] == OWNER.strategies["face_to_face"]
    assert app.button(key="year-use").disabled  # all of it is there, and pressing again would make nothing twice
    app.button(key="undo-button").click().run()
    assert app.session_state["scenario"] == OWNER


def test_clients_and_the_year_before_are_learnt_from_and_taken_in_the_same_press() -> None:
    """A table of clients moves what leads to clients; last year's export is compared with."""
    app = dropped(opened(), calendar())
    kept = app.session_state["year"]
    from calculator.diary import clients, dates, groups, reading

    first, last = dates.asked("2024-11", "2025-10", kept.diary.end)
    old = calendar().replace(b"20251106", b"20241107").replace(b"20261030", b"20251031")
    table = b"date won,worth,activity\n2026-01-05,4000,Breakfast club\n2025-02-05,3000,Breakfast club\n"
    book = clients.read(OWNER, table, "clients.csv")
    sooner = reading.read([("old.ics", old)], first, last)
    earlier = tuple(group for sort in groups.found(sooner) for group in sort)
    app.session_state["year"] = type(kept)(kept.diary, kept.likely, kept.others, sooner, earlier, book)
    app.session_state["year-referrals kept"] = 6.0
    app.run()
    said = app.markdown[0].value
    assert "as often as the year before" in said
    assert "won as many clients, 1" in said
    assert "You won 1 of 6 referrals" in said
    app.button(key="year-use").click().run()
    mine = app.session_state["scenario"]
    assert mine.pipelines["clients"].close_rate < OWNER.pipelines["clients"].close_rate
    assert len(app.session_state["undo"]) == 1


@pytest.mark.parametrize("content", [b"no calendar", calendar()[:700], b"PK\x03\x04broken"])
def test_a_bad_file_gets_a_sentence_and_loses_nothing(content: bytes) -> None:
    """Whatever is dropped, the scenario stays, and the page says what it was."""
    app = opened()
    app.session_state["scenario"] = OWNER
    dropped(app, content)
    assert not app.exception
    said = app.error[0].value if app.error else app.markdown[0].value
    assert "is not a calendar" in said or "cannot be opened" in said or "ends too soon" in said
    assert app.session_state["scenario"] == OWNER


def test_nothing_of_a_file_is_found_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """No word of a calendar is in a temporary file, in the folder, in a log or in the link, nor is the upload held."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as pack:
        pack.writestr(f"{SECRET}.ics", calendar("BEGIN:VEVENT", f"DTSTART:{SECRET}", f"SUMMARY:{SECRET}", "END:VEVENT"))
    with caplog.at_level(logging.DEBUG):
        app = dropped(opened(), packed.getvalue(), f"{SECRET}.zip")
        dropped(opened(), SECRET.encode(), f"{SECRET}.ics")
    assert any(SECRET in box.label for box in app.checkbox)  # it was read, and only the page has it
    assert [path for path in tmp_path.rglob("*") if SECRET in path.name or SECRET in path.read_text("latin-1")] == []
    assert SECRET not in caplog.text
    assert SECRET not in "".join(capfd.readouterr())
    assert not app.file_uploader or not app.file_uploader[0].value
    app.button(key="year-forget").click().run()
    assert SECRET not in f"{app.session_state}"
    assert os.listdir(tmp_path) == []  # noqa: PTH208
