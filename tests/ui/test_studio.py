"""The choices of the export dialog become a request that says the same."""

from datetime import date

from sahel_geo.model.design import PageDesign
from sahel_geo.model.selection import MapSelection, MapView
from sahel_geo.model.vocabulary import ExportFormat, Furniture, Language, PaperName
from sahel_geo.ui.studio import FORMATS, Purpose, SizeUnit, Studio

SHOWN = MapSelection(countries=("NER",), view=MapView(2.0, 16.0, 5.5), cases=("arlit-2010",))
TODAY = date(2026, 11, 22)


def ask(studio, shown=SHOWN):
    return studio.request(shown, None, made_on=TODAY)


def test_a_fresh_dialog_asks_for_a_picture_of_what_the_page_shows():
    request = ask(Studio())
    assert request.format is ExportFormat.PNG
    assert request.selection == SHOWN
    assert request.zoom == 5.5
    assert (request.width_px, request.width_mm, request.dpi) == (None, None, None)


def test_the_language_of_an_export_is_the_pages_until_one_is_chosen():
    french = MapSelection(language=Language.FRENCH)
    assert ask(Studio(), french).selection.language is Language.FRENCH
    english = Studio(language=Language.ENGLISH)
    assert ask(english, french).selection.language is Language.ENGLISH


def test_every_purpose_has_formats_and_every_format_a_purpose():
    assert set(FORMATS) == set(Purpose)
    assert {name for formats in FORMATS.values() for name in formats} == set(ExportFormat)


def test_only_a_picture_in_pixels_has_a_size_of_its_own():
    studio = Studio(unit=SizeUnit.PIXELS, width_px=2560, dpi=300)
    assert (ask(studio).width_px, ask(studio).dpi) == (2560, None)
    pdf = studio.with_format(ExportFormat.PDF)
    assert (ask(pdf).width_px, ask(pdf).dpi) == (None, None)
    print_size = Studio(unit=SizeUnit.MILLIMETRES, width_mm=180, dpi=300)
    assert (ask(print_size).width_mm, ask(print_size).dpi) == (180, 300)


def test_what_a_purpose_has_no_place_for_stays_chosen_for_others():
    design = PageDesign(paper=PaperName.A4_PORTRAIT, furniture=frozenset(Furniture))
    deck_of = Studio(purpose=Purpose.DECK, design=design)
    assert Furniture.CHART not in ask(deck_of).design.furniture
    page = Studio(purpose=Purpose.PAGE, design=design)
    assert ask(page).design.paper is PaperName.WIDE
    assert ask(Studio(design=design)).design == design


def test_a_deck_has_the_cases_of_the_page_until_others_are_chosen():
    assert Studio().cases(SHOWN) == ("arlit-2010",)
    assert Studio(deck_cases=()).cases(SHOWN) == ()


def test_a_film_is_cumulative_as_the_timeline_is_until_it_is_chosen():
    film = Studio(purpose=Purpose.FILM)
    playing = MapSelection(is_cumulative=True)
    assert ask(film, playing).selection.is_cumulative
    moving = Studio(purpose=Purpose.FILM, film_cumulative=False)
    assert not ask(moving, playing).selection.is_cumulative
    assert ask(Studio(film_cumulative=False), playing).selection.is_cumulative
