"""Each panel of the dashboard, without a browser; what happens inside the map is tested in one."""

import json
from base64 import b64decode
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import DateInput

from geo.dashboard.served import served_file
from geo.project import Project
from tests import world

APP = Path(__file__).parents[1] / "dashboard_app.py"


STRIKE = f"{1:016x}"


@pytest.fixture
def app() -> AppTest:
    return started()


def started(**query: str | list[str]) -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    assert not page.error
    return page


def html_texts(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def map_arguments(page: AppTest) -> dict:
    return json.loads(page.get("component_instance")[0].proto.json_args)


def command(page: AppTest) -> dict:
    """Return what the page told the map to show, with the data that a browser would fetch."""
    script = map_arguments(page)["feature_group"]
    start = script.index("incidentMap.show(") + len("incidentMap.show(")
    told = json.JSONDecoder().raw_decode(script, start)[0]
    told["data"] = json.loads(served_file(told["url"]).read_text(encoding="utf-8"))
    return told


def on_the_map(page: AppTest) -> int:
    """Return how many rows the map may show on some day, by the bits that the page sent."""
    return sum(byte.bit_count() for byte in b64decode(command(page)["mask"]))


def shown_titles(page: AppTest) -> list[str]:
    return list(page.dataframe[0].value["Title"])


def address(page: AppTest) -> dict[str, list[str]]:
    values = {name: page.query_params[name] for name in page.query_params}
    return {name: [value] if isinstance(value, str) else list(value) for name, value in values.items()}


def press(page: AppTest, label: str) -> None:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def date_field(page: AppTest, label: str) -> DateInput:
    """Return a field of the sidebar, which has another key after the map or a reset has set the dates."""
    return next(field for field in page.date_input if field.label == label)


def open_part(page: AppTest, key: str) -> None:
    """Open what lies behind a button: only then the page makes it."""
    page.session_state[key] = True
    page.run()


def open_table(page: AppTest, at: int) -> None:
    page.session_state["tables"] = page.tabs[at].label
    page.session_state["open_table"] = at
    page.run()


def test_opens_on_the_example_and_asks_no_host(app):
    assert "4 incidents on the map · 2 undated or unplaced · 2 planned or denied · from 2 reports" in html_texts(app)
    arguments = map_arguments(app)
    assert all(link.startswith("../geo.dashboard.served.") for link in arguments["js_links"] + arguments["css_links"])
    assert "http" not in arguments["script"]
    assert len(set(command(app)["data"]["incidents"]["id"])) == 6


def test_the_table_is_what_the_map_shows(app):
    assert shown_titles(app) == [
        "Border closure in Taftan",
        "Air strike in Balochistan by Iran: at least 2 killed",
        next(title for title in shown_titles(app) if "onerror" in title),
        "Air strike in Iran by Pakistan: 7 to 9 killed",
    ]
    assert app.tabs[0].label == "On the map (4)"


def test_nothing_disappears(app):
    assert [tab.label for tab in app.tabs] == [
        "On the map (4)",
        "Undated or unplaced (2)",
        "Planned or denied (2)",
        "Rejected (0)",
    ]
    open_table(app, 1)
    missing = app.dataframe[0].value["Missing"]
    assert sorted(missing) == ["date", "place"]


def test_the_open_table_stays_open_while_the_counts_in_its_name_change(app):
    open_table(app, 1)
    app.multiselect(key="countries").set_value(["PK"]).run()
    assert app.tabs[1].label == "Undated or unplaced (1)"
    assert list(app.dataframe[0].value["Missing"]) == ["date"]


def test_dates_narrow_the_table_but_not_what_the_map_holds(app):
    before = on_the_map(app)
    date_field(app, "First day").set_value("2024-01-16")
    date_field(app, "Last day").set_value("2024-01-18").run()
    assert len(shown_titles(app)) == 3
    told = command(app)
    assert on_the_map(app) == before
    assert told["range"] == ["2024-01-16", "2024-01-18"]
    assert told["range_revision"] > 0
    assert address(app) == {"since": ["2024-01-16"], "until": ["2024-01-18"]}


def test_filters_come_from_the_address_and_go_back_to_it():
    page = started(type="air_strike", country=["PK", "nonsense"], status="any", words="drones")
    assert page.multiselect(key="types").value == ["air_strike"]
    assert page.multiselect(key="countries").value == ["PK"]
    assert shown_titles(page) == ["Air strike in Balochistan by Iran: at least 2 killed"]
    assert address(page) == {"type": ["air_strike"], "country": ["PK"], "status": ["any"], "words": ["drones"]}


def test_choices_say_how_many(app):
    assert "Air strike (2)" in app.multiselect(key="types").options
    assert "Pakistan (4)" in app.multiselect(key="countries").options


def test_reset_takes_every_filter_back(app):
    app.multiselect(key="types").set_value(["talks"]).run()
    assert not shown_titles_or_none(app)
    press(app, "Reset all filters")
    assert len(shown_titles(app)) == 4
    assert not address(app)


def shown_titles_or_none(page: AppTest) -> list[str]:
    return shown_titles(page) if "On the map (0)" not in [tab.label for tab in page.tabs] else []


def test_an_empty_selection_says_what_to_do():
    page = started(words="nowhere-at-all")
    assert any("reset them in the sidebar" in caption.value for caption in page.caption)
    assert on_the_map(page) == 0


def test_reversed_dates_are_one_sentence(app):
    date_field(app, "First day").set_value("2024-02-01")
    date_field(app, "Last day").set_value("2024-01-01").run()
    assert "lies after" in app.warning[0].value.replace("\\", "")
    assert not app.exception


def test_evidence_shows_claims_and_marks_their_words():
    page = started(incident=f"{1:016x}")
    texts = html_texts(page)
    assert "<mark>Iran fired drones and missiles at Balochistan on Tuesday</mark>" in texts
    assert "<mark>at least two children were killed</mark>" in texts
    assert "In their words: 2 claims" in texts
    assert "Pakistan, in " in texts
    assert "Not in these words" not in texts


def test_evidence_says_what_is_not_in_the_words():
    texts = html_texts(started(incident=f"{2:016x}"))
    assert texts.count("Not in these words, the place ") == 1
    assert "what a report tells without a place is where most of its places lie" in texts


def test_hostile_text_stays_text():
    page = started(incident=f"{8:016x}", words="![x](http://evil.example/a.png)<img src=x>")
    texts = html_texts(page)
    assert "<img" not in texts
    assert "&lt;img src=x onerror" in texts
    assert "![x]" not in " ".join(element.value for element in [*page.markdown, *page.caption])


def test_a_report_is_added_once(app):
    open_part(app, "adding")
    app.text_area(key="pasted").set_value("Envoys of both sides met in Balochistan on Friday, an official said.")
    app.date_input(key="pasted_day").set_value("2024-01-20")
    press(app, "Read")
    assert not app.exception
    assert "1 claim" in app.success[0].value
    assert "Talks in Taftan" in shown_titles(app)
    press(app, "Read")
    assert "is already here" in app.warning[0].value


def test_a_report_without_anything_says_so(app):
    open_part(app, "adding")
    app.text_area(key="pasted").set_value("The cake was good.")
    press(app, "Read")
    assert "tells of no incident" in app.info[0].value


def test_a_fault_is_one_sentence_and_the_next_run_is_sound(app):
    open_part(app, "adding")
    app.text_area(key="pasted").set_value("An unreadable report.")
    press(app, "Read")
    assert "Something went wrong" in app.error[0].value
    app.run()
    assert not app.error
    assert len(shown_titles(app)) == 4


def test_an_empty_form_says_so(app):
    open_part(app, "adding")
    press(app, "Read")
    assert "Paste a text" in app.warning[0].value


PROJECT_PAGE = """
import sys
from pathlib import Path
from types import SimpleNamespace
from dataclasses import replace

sys.path.insert(0, {tests!r})
import world
from geo.dashboard.page import main

def read(articles):
    told = world.CLAIMS[7]
    claims = [replace(told, id=one.id, report_id=one.id, first=one.published, last=one.published) for one in articles]
    found = {{one.id: () for one in articles}}
    mentions = world.frame().iloc[:0][["geometry"]].assign(surface="", name="", kind="", confidence=0.0, report_id="")
    return SimpleNamespace(articles=articles, claims=claims, toponyms=found, mentions=lambda: mentions)

main(project=Path({path!r}), reader=read)
"""


def project_page(path: Path) -> AppTest:
    script = PROJECT_PAGE.format(tests=str(APP.parent), path=str(path))
    return AppTest.from_string(script, default_timeout=60).run()


def test_a_project_is_opened_and_keeps_what_is_added(tmp_path):
    path = tmp_path / "night.gpkg"
    with Project.open(path, create=True) as project:
        project.add(world.ARTICLES, world.CLAIMS, world.frame())
    page = project_page(path)
    assert "3 incidents on the map" in html_texts(page)
    open_part(page, "adding")
    page.text_area(key="pasted").set_value("A bus was attacked at Panjgur on Friday.")
    page.date_input(key="pasted_day").set_value("2024-01-19")
    press(page, "Read")
    assert not page.error
    assert "1 claim" in page.success[0].value
    with Project.open(path) as project:
        assert len(project.articles()) == len(world.ARTICLES) + 1
    assert "from 3 reports" in html_texts(project_page(path))


def test_a_review_is_written_to_the_project_and_can_be_undone(tmp_path):
    path = tmp_path / "night.gpkg"
    with Project.open(path, create=True) as project:
        project.add(world.ARTICLES, world.CLAIMS, world.frame())
    page = AppTest.from_string(PROJECT_PAGE.format(tests=str(APP.parent), path=str(path)), default_timeout=60)
    page.query_params["incident"] = STRIKE
    page.run()
    press(page, "Reject")
    assert "say why" in page.warning[0].value
    page.text_input(key=f"reason_rejected_{STRIKE}").set_value("an old picture")
    press(page, "Reject")
    assert "Rejected (1)" in [tab.label for tab in page.tabs]
    with Project.open(path) as project:
        assert [(edit.new, edit.reason) for edit in project.history()] == [("rejected", "an old picture")]
    press(page, "Undo")
    assert "Rejected (0)" in [tab.label for tab in page.tabs]


def test_a_value_is_edited_with_a_reason():
    page = started(incident=STRIKE)
    page.selectbox(key=f"field_{STRIKE}").set_value("killed_low").run()
    page.number_input(key=f"new_killed_low_{STRIKE}").set_value(3)
    page.text_input(key=f"reason_killed_low_{STRIKE}").set_value("a third child died")
    press(page, "Change")
    assert "at least 3" in html_texts(page)
    assert "Killed, at least from “2” to “3” – a third child died" in html_texts(page)
    press(page, "Undo")
    assert "at least 2" in html_texts(page)


def test_every_number_of_the_page_is_the_same_number(app):
    tabs = {tab.label.split(" (")[0]: int(tab.label.split("(")[1].rstrip(")")) for tab in app.tabs}
    assert tabs["On the map"] + tabs["Undated or unplaced"] + tabs["Planned or denied"] == 8
    assert f"{tabs['On the map']} incidents on the map" in html_texts(app)
    open_part(app, "downloading")
    assert f"Each file holds {tabs['On the map']} incidents." in [caption.value for caption in app.caption]
    assert len(app.dataframe[0].value) == tabs["On the map"]


def test_the_further_filters_come_from_the_address():
    page = started(province="Balochistan", killed="2", confidence="0.5", source="Example Post", border_km="50")
    assert shown_titles(page) == ["Air strike in Balochistan by Iran: at least 2 killed"]
    assert "in the province of Balochistan" in html_texts(page)
    assert address(page) == {
        "province": ["Balochistan"],
        "killed": ["2"],
        "confidence": ["0.5"],
        "source": ["Example Post"],
        "border_km": ["50"],
    }


def test_the_example_is_never_empty(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    page = AppTest.from_file(str(APP.parents[1] / "app.py"), default_timeout=120).run()
    assert not page.exception
    assert not page.error
    assert len(shown_titles(page)) > 0


def test_a_file_that_is_no_project_is_one_sentence(tmp_path):
    page = project_page(tmp_path / "missing.gpkg")
    assert not page.exception
    assert "missing" in page.error[0].value


MANY_PAGE = """
import sys
sys.path.insert(0, {root!r})
from geo.dashboard.page import main
from tests import many

main(example=lambda: many.articles(500), reader=lambda _: many.reading(500))
"""


def test_every_row_of_a_long_table_is_on_some_page():
    page = AppTest.from_string(MANY_PAGE.format(root=str(APP.parents[1])), default_timeout=60).run()
    assert not page.error
    number = int(page.tabs[0].label.split("(")[1].rstrip(")"))
    seen = shown_titles(page)
    for at in (2, 3):
        page.session_state["page_shown"] = at
        page.run()
        seen += shown_titles(page)
    assert len(seen) == number > 400
    page.multiselect(key="types").set_value(["talks"]).run()
    assert len(shown_titles(page)) < 100, "a page that is no more is left"
