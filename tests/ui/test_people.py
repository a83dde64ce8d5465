"""The page Many people: a file is dropped, the group has its answer, and faults stand beside their rows."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from calculator.ui import people


def _page() -> None:
    from calculator.ui import pages, people, state

    state.start()
    pages.navigation({"compare": lambda: None, "people": people.show}, position="hidden")
    people.show()


def test_a_file_is_answered_with_its_faults_beside_their_rows() -> None:
    """The good rows have their answer and files, the others their fault; all start from the numbers on screen."""
    app = AppTest.from_function(_page, default_timeout=60)
    app.query_params["profile.years"] = "1"
    app.run()
    assert app.title[0].value == "Many people, from a file"
    content = 'member,"Your hour, £",Yuor hours\nAnn,20,1\nBob,forty,2\nCy,30,3\n'.encode()
    app.file_uploader(key="people").set_value(("people.csv", content, "text/csv")).run()
    assert not app.exception
    assert "2 people" in app.title[0].value
    words = " ".join(it.value for it in app.markdown)
    assert "1 row has a fault and is not counted" in words
    assert "Value of an hour is forty; it takes a number from 0 to 1000" in words.replace("\\", "")
    made = app.session_state["people-made"][1]
    assert made.read(["years"])["years"].tolist() == [1, 1]
    assert made.written("csv").startswith(b"\xef\xbb\xbf")


def test_what_is_no_file_of_people_is_said() -> None:
    """A file of something else, or of too many, is refused in a sentence, and the page stays."""
    app = AppTest.from_function(_page, default_timeout=60).run()
    for name, content, said in (
        ("photo.xlsx", b"GIF89a", "is no workbook"),
        ("many.csv", b"x\n" + b"1\n" * (people.MOST + 1), "has more than 10,000 people"),
    ):
        app.file_uploader(key="people").set_value((name, content, "text/csv")).run()
        assert not app.exception
        assert said in app.error[0].value
