"""The Details page, run without a browser: what its fields, its search and its dialogs take, and what they say."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from calculator import permalink

BREAKFAST = "activities.breakfast"
START, FEE, SESSION = (f"{BREAKFAST}.{name}" for name in ("start_hour", "meal_fee", "session_minutes"))


def _page() -> None:
    """The page with what it stands on; the function is run as a script of its own."""
    from calculator.ui import details, pages, state

    state.start()
    pages.navigation({"compare": details.show}).run()


def opened(**query: str) -> AppTest:
    """The page as opened with a link."""
    app = AppTest.from_function(_page, default_timeout=60)
    for key, value in query.items():
        app.query_params[key.replace("__", ".")] = value
    return app.run()


def typed(app: AppTest, key: str, text: str) -> str:
    """Type into a field; what is said of it, or nothing."""
    app.text_input(key=key).set_value(text).run()
    assert not app.exception
    return " ".join(error.value.replace("\\", "").replace("\u2060", "") for error in app.error)


def link(app: AppTest) -> dict[str, str]:
    """What the link would carry."""
    return dict(permalink.encode(app.session_state["scenario"]))


def test_a_field_explains_in_its_own_words_what_it_does_not_take() -> None:
    """A time of day, money and minutes: 06:45 takes 7:15 and may be empty, and nobody reads of hours after midnight.

    A rule between two numbers comes with a remedy, and names the number that was changed. What is taken is marked as
    one's own, with what it was.
    """
    app = opened()
    assert "It stays at 06:45." in (said := typed(app, f"field {START}", "25:00"))
    assert "hours after midnight" not in said
    assert app.text_input(key=f"field {START}").value == "06:45"
    assert "0 to 200 (£). It stays at £14." in typed(app, f"field {FEE}", "999")
    said = typed(app, f"field {SESSION}", "10")
    assert "Lengthen one or shorten the other" in said
    assert "session stays at 105." in said
    assert app.text_input(key=f"field {SESSION}").value == "105"
    assert not typed(app, f"field {START}", "7:15")
    assert app.text_input(key=f"field {START}").value == "07:15"
    assert not typed(app, f"field {START}", "")
    assert link(app)[START] == "none"
    assert not typed(app, f"field {FEE}", "20.5")
    assert any("yours" in text.value and "was £14" in text.value for text in app.markdown)


def test_a_range_that_is_none_is_refused() -> None:
    """Both ends of 120..80 are within bounds, so bounds alone would not help; nor would they where nothing is typed."""
    app = opened()
    app.session_state[f"more {SESSION}"] = True
    app.run()
    for text, expected in (("120..80", "low..likely..high"), ("", "is empty")):
        assert expected in typed(app, f"range {SESSION}", text)
    assert SESSION not in link(app)


def test_numbers_are_found() -> None:
    """A word lists the numbers that bear it; a misspelt one is answered with the word that was probably meant.

    The four numbers of the media have one title; each row says of which medium it is. With the switch on, the page
    shows the changed numbers alone, wherever they belong.
    """
    app = opened(profile__hourly_value="44", media__phone__richness="0.7", goal="role")
    typed(app, "search", "parking")
    labels = [field.label for field in app.text_input]
    assert labels.count("Lunch: fares and parking, £") == 1
    typed(app, "search", "parkng")
    assert any("Did you mean parking?" in text.value for text in app.markdown)
    typed(app, "search", "")
    app.button_group(key="view").set_value("People and wins").run()
    names = [text.value.splitlines()[0] for text in app.markdown if "\n:gray[" in text.value]
    fields = [field.key for field in app.text_input if str(field.key).startswith("field ")]
    assert sum("media." in str(key) for key in fields) == 4
    assert len(set(names)) == len(names) == len(fields)
    app.toggle(key="only-mine").set_value(True).run()
    assert [field.key for field in app.text_input if str(field.key).startswith("field ")] == [
        "field profile.hourly_value",
        "field media.phone.richness",
    ]


def test_no_two_activities_have_one_name() -> None:
    """A name that another activity has is answered with why it will not do; a second copy has a free one."""
    app = opened(activities__second__name="Lunch (copy)")
    app.button(key="rename-activity").click().run()
    app.text_input(key="name-activity-breakfast").set_value("Lunch")
    app.button(key="rename-activity").click().run()  # a dialog that is typed into stays open
    assert any("Another activity has this name" in text.value for text in app.caption)
    assert next(
        button for button in app.button if button.label == "Rename" and button.key != "rename-activity"
    ).disabled
    app.selectbox(key="chosen-activity").set_value("lunch").run()
    app.button(key="copy-activity").click().run()
    assert app.text_input(key="new-name-activity-lunch").value == "Lunch (copy 2)"
