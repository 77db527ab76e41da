"""The export dialog as a reader uses it, without a browser."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from sahel_geo.ui import studio_files
from sahel_geo.ui.studio import FORMATS, Purpose
from sahel_geo.ui.widgets import export_studio

AUTUMN_2010 = {"from": "2010-09-01", "to": "2010-10-31"}


@pytest.fixture
def open_studio(open_page, monkeypatch):
    # a preview names the day: none of these tests may fail at midnight
    monkeypatch.setattr(export_studio, "today", lambda: date(2026, 11, 22))

    def open_it(query=None):
        page = open_page(query=AUTUMN_2010 if query is None else query)
        page.button(key="studio_open").click().run()
        assert not page.exception
        return page

    return open_it


def choose(page, name, value):
    page.segmented_control(key=f"studio_{name}").set_value(value).run()
    assert not page.exception


def preview(page):
    """Give the address of the preview: another picture has another."""
    (image,) = page.image
    return image.value[0]


def errors(page):
    return [error.value for error in page.error]


def picture_of(width, height):
    with BytesIO() as file:
        Image.new("RGB", (width, height), "#2b4c7e").save(file, "PNG")
        return file.getvalue()


def test_the_dialog_opens_on_request_only_and_fills_in_the_words_of_the_map(open_page):
    page = open_page(query=AUTUMN_2010)
    assert not page.image
    page.button(key="studio_open").click().run()
    assert (
        page.text_input(key="studio_title").value == "Sahel: security events and hostage movements"
    )
    assert page.text_input(key="studio_subtitle").value == "1 September\u2009–\u200931 October 2010"
    assert preview(page)
    assert page.get("download_button")


def test_the_dialog_stays_open_through_a_run_for_another_reason(open_studio):
    page = open_studio()
    page.run()
    assert preview(page)


@pytest.mark.parametrize(
    ("name", "value"), [("theme", "dark"), ("theme", "grey"), ("language", "fr")]
)
def test_a_choice_changes_the_preview(open_studio, name, value):
    page = open_studio()
    before = preview(page)
    choose(page, name, value)
    assert preview(page) != before


def test_a_title_of_ones_own_is_shown_and_kept_and_can_be_taken_back(open_studio):
    page = open_studio()
    before = preview(page)
    page.text_input(key="studio_title").set_value("Sept personnes enlevées à Arlit / أرليت").run()
    with_title = preview(page)
    assert with_title != before
    choose(page, "theme", "print")
    assert page.text_input(key="studio_title").value == "Sept personnes enlevées à Arlit / أرليت"
    page.button(key="studio_own_words").click().run()
    choose(page, "theme", "screen")
    assert preview(page) == before


def test_words_of_the_map_follow_the_language_of_the_export_and_not_of_the_page(open_studio):
    page = open_studio()
    choose(page, "language", "fr")
    assert page.text_input(key="studio_title").value.startswith("Sahel\u00a0: événements")
    assert page.text_input(key="studio_title").label == "Title"


def test_a_title_of_500_characters_is_refused_in_words_and_nothing_is_lost(open_studio):
    page = open_studio()
    choose(page, "theme", "print")
    page.text_input(key="studio_title").set_value("x" * 500).run()
    assert not page.exception
    assert errors(page) == ["This cannot be exported so."]
    assert any("500" in text.value for text in page.text)
    assert not page.image
    assert len(page.text_input(key="studio_title").value) == 500
    page.text_input(key="studio_title").set_value("Short").run()
    assert not errors(page)
    assert page.segmented_control(key="studio_theme").value == "print"


def test_a_logo_is_checked_shown_and_taken_out_again(open_studio):
    page = open_studio()
    before = preview(page)
    page.file_uploader(key="studio_upload").upload(
        "logo.png", picture_of(400, 200), "image/png"
    ).run()
    assert not page.exception
    assert not page.file_uploader
    urls = [image.value[0] for image in page.image]
    assert len(urls) == 2
    assert before not in urls
    page.button(key="studio_logo_remove").click().run()
    assert preview(page) == before


@pytest.mark.parametrize("content", [b"no picture at all", picture_of(8000, 7500)])
def test_a_logo_that_is_none_or_of_60_megapixels_is_refused_in_words(open_studio, content):
    page = open_studio()
    before = preview(page)
    page.file_uploader(key="studio_upload").upload("logo.png", content, "image/png").run()
    assert not page.exception
    assert len(errors(page)) == 1
    assert preview(page) == before


def test_rows_of_nothing_are_refused_while_a_map_of_nothing_is_a_map(open_studio):
    page = open_studio({"q": "no such words anywhere"})
    assert preview(page)
    for purpose in (Purpose.ROWS, Purpose.FILM):
        choose(page, "purpose", purpose)
        assert errors(page) == ["This cannot be exported so."]
        assert not [key for key in keys_of_downloads(page) if key.startswith("studio")]
    choose(page, "purpose", Purpose.PICTURE)
    assert preview(page)


def keys_of_downloads(page):
    return [button.key for button in page.get("download_button")]


def test_the_formats_of_each_purpose_are_kept_apart(open_studio):
    page = open_studio()
    choose(page, "format_picture", "pdf")
    choose(page, "purpose", Purpose.SLIDE)
    assert page.segmented_control(key="studio_format_slide").value == "pptx"
    choose(page, "purpose", Purpose.PICTURE)
    assert page.segmented_control(key="studio_format_picture").value == "pdf"


def test_rows_are_counted_and_the_first_are_shown(open_studio):
    page = open_studio()
    choose(page, "purpose", Purpose.ROWS)
    rows = page.dataframe[-1].value
    assert len(rows) == 8
    assert any("20 events" in words.value for words in page.markdown)


def test_the_dialog_keeps_its_choices_when_it_is_opened_again(open_studio):
    page = open_studio()
    choose(page, "theme", "grey")
    page.text_input(key="studio_organisation").set_value("Aïr Observatory").run()
    page.selectbox(key="studio_marking").set_value("TLP:AMBER").run()
    page.session_state["sahel_geo"].is_studio_open = False
    page.run()
    assert not page.image
    page.button(key="studio_open").click().run()
    assert page.segmented_control(key="studio_theme").value == "grey"
    assert page.text_input(key="studio_organisation").value == "Aïr Observatory"
    assert page.selectbox(key="studio_marking").value == "TLP:AMBER"


def test_the_dialog_is_part_of_no_link_and_of_no_history(open_studio):
    page = open_studio()
    link = dict(page.query_params)
    choose(page, "theme", "dark")
    assert dict(page.query_params) == link
    assert page.button(key="undo").disabled


def test_every_purpose_can_be_chosen_in_french(open_studio):
    page = open_studio(AUTUMN_2010 | {"lang": "fr"})
    for purpose in Purpose:
        choose(page, "purpose", purpose)
        assert not page.exception
        assert not errors(page), purpose


@pytest.mark.parametrize(
    "query", [{"page": "cases", "case": "arlit-2010"}, {"page": "cases", "flows": "country"}]
)
def test_a_case_and_the_flows_are_exported_from_the_page_of_cases(open_studio, query):
    page = open_studio(query)
    assert preview(page)
    offered = page.segmented_control(key="studio_purpose").options
    assert ("Film" in offered) == ("case" in query)


def test_millimetres_and_pixels_give_the_size_that_is_told(open_studio):
    page = open_studio()
    choose(page, "unit", "pixels")
    page.number_input(key="studio_width_px").set_value(2560).run()
    assert "2560 × 1440 pixels" in caption(page)
    choose(page, "unit", "millimetres")
    page.number_input(key="studio_width_mm").set_value(254).run()
    page.selectbox(key="studio_dpi").set_value(300).run()
    assert "3000 × 1688 pixels" in caption(page)


def caption(page):
    (image,) = page.image
    return image.captions[0]


def test_every_format_has_a_media_type_and_belongs_to_a_purpose():
    offered = {name for formats in FORMATS.values() for name in formats}
    assert offered == set(studio_files.MEDIA_TYPES)
