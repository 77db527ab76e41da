"""The reader's session: one selection with its history, and what the map last said.

Only this module touches `session_state` and `query_params`. Widgets show the selection and store
changes into it; they hold no truth of their own, so that undo, reset and a link can set them all.
"""

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from sahel_geo.analysis.decisions import Decisions, EventKey
from sahel_geo.cartography.web.messages import MapMessage
from sahel_geo.cartography.web.webmap import TimeCommand, ViewCommand
from sahel_geo.export.image import Snapshot
from sahel_geo.export.request import Progress
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.extent import Extent
from sahel_geo.model.period import Period
from sahel_geo.model.selection import (
    DroppedChoice,
    KnownCodes,
    MapSelection,
    MapView,
    from_query,
    to_query,
)
from sahel_geo.model.vocabulary import Language, PageName
from sahel_geo.ui.drafts import ImportDesk
from sahel_geo.ui.setchoices import SetChoices, Waiting
from sahel_geo.ui.studio import Purpose, Studio
from sahel_geo.ui.studio_job import StudioJob
from sahel_geo.ui.uploads import Upload

HISTORY_LENGTH = 100


@dataclass
class _Session:
    """What one visitor's session remembers."""

    selection: MapSelection
    whole: Period
    """The data's span."""
    dropped: tuple[DroppedChoice, ...]
    history: list[MapSelection]
    picked: str | None = None
    command: ViewCommand | None = None
    last_message: int = 0
    last_click: int = 0
    time_number: int = 1
    """Of the window chosen last, on the map or here: see `TimeCommand`."""
    seen: Extent | None = None
    """What the map shows, once it has said so."""
    left: dict[PageName, MapSelection] = field(default_factory=dict)
    """What was chosen on a page when the reader went to another."""
    case_view: str = ""
    """Which view of all cases is shown; the page's first one when empty."""
    studio: Studio = field(default_factory=Studio)
    """What was chosen in the export dialog: it is kept while the session lasts."""
    is_studio_open: bool = False
    logo_problem: SahelGeoError | None = None
    """Why the file brought in last is no logo."""
    job: StudioJob | None = None
    """The film or deck that is being made, or was made last."""
    uploads: tuple[Upload, ...] = ()
    """What the reader brought and put on the map, in that order."""
    desk: ImportDesk = field(default_factory=ImportDesk)
    """The file that is being brought in, and how earlier ones were read."""
    salt: str = field(default_factory=lambda: secrets.token_hex(16))
    """Without it nobody can work out an address of what was made of uploads."""


_KEY = "sahel_geo"
_SETS_KEY = "sahel_geo_sets"


def start(known: KnownCodes, whole: Period) -> None:
    """
    Begin a session on the page's first run, with the choices its link holds.

    Parameters
    ----------
    known
        What a link may name.
    whole
        The data's span: a period is cut to it, and dropped when it lies outside.
    """
    if _KEY in st.session_state:
        return
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    selection, dropped = from_query(query, known)
    if selection.period is not None:
        period = selection.period.cut(whole)
        if period is None:
            outside = f"{selection.period.start}, {selection.period.end}"
            dropped = (*dropped, DroppedChoice("from, to", outside))
        selection = replace(selection, period=None if period == whole else period)
    selection = _fit_window(selection, whole)
    st.session_state[_KEY] = _Session(selection, whole, dropped, [])
    if selection.view is not None:
        look_at(selection.view)


def _fit_window(selection: MapSelection, whole: Period) -> MapSelection:
    """Cut the window to the period; all of a span, or nothing of it, is no choice."""
    period = selection.period or whole
    window = selection.window and selection.window.cut(period)
    if window is not None and selection.is_cumulative:
        window = Period(period.start, window.end)
    return replace(
        selection,
        period=None if period == whole else period,
        window=None if window == period else window,
    )


def _session() -> _Session:
    session: _Session = st.session_state[_KEY]
    return session


def is_fresh() -> bool:
    """Tell whether the map has not said anything yet: the page has only just been opened."""
    return _session().seen is None


def selection() -> MapSelection:
    """Give what the reader chose."""
    return _session().selection


def dropped_choices() -> tuple[DroppedChoice, ...]:
    """Give the parts of the page's link that meant nothing."""
    return _session().dropped


def choose(**changes: Any) -> None:
    """Change parts of the selection; the one before can be brought back by `undo`."""
    session = _session()
    changed = _fit_window(replace(session.selection, **changes), session.whole)
    if changed != session.selection:
        session.history = [*session.history, session.selection][-HISTORY_LENGTH:]
        if changed.cases != session.selection.cases:
            session.picked = None  # the cases' own card is what the reader asks for now
        _take(changed)


def _take(changed: MapSelection) -> None:
    """Take over a selection; another window is numbered, for the map to follow it."""
    session = _session()
    if _time_of(changed) != _time_of(session.selection):
        session.time_number = _next_number()
    session.selection = changed


def _time_of(selection: MapSelection) -> tuple[Period | None, Period | None, bool]:
    return selection.period, selection.window, selection.is_cumulative


def _next_number() -> int:
    """Number an order to the map: by the time, and above all that it has said."""
    session = _session()
    return max(time.time_ns() // 1_000_000, session.last_message + 1, session.time_number + 1)


def can_undo() -> bool:
    """Tell whether there is a choice to take back."""
    return bool(_session().history)


def undo() -> None:
    """Take back the last choice; where the map looks stays."""
    session = _session()
    if session.history:
        _take(replace(session.history.pop(), view=session.selection.view))


def choose_like(choice: MapSelection) -> None:
    """Take over another selection's filters and layers; page, language and view stay."""
    current = selection()
    pick(None)
    wanted = replace(choice, language=current.language, view=current.view, page=current.page)
    _choose_all(wanted)


def _choose_all(wanted: MapSelection) -> None:
    choose(**{name: getattr(wanted, name) for name in MapSelection.__dataclass_fields__})


def reset() -> None:
    """Choose everything again, on the same page and in the same language, looking there still."""
    choose_like(MapSelection())


def go_to(page: PageName, **changes: Any) -> None:
    """
    Show a page as the reader left it, with some changes; language and layers stay.

    Each page has its own choices: a case that is told whole must not be cut by the map's filters.
    """
    session, current = _session(), selection()
    wanted = current
    if page is not current.page:
        session.left[current.page] = current
        wanted = session.left.get(page, MapSelection(page=page))
    kept = {name: getattr(current, name) for name in ("language", "layers", "sites_by_year")}
    pick(None)
    _choose_all(replace(wanted, **kept | changes))
    if page is not current.page and wanted.view is not None:
        look_at(wanted.view)


def settle(**changes: Any) -> None:
    """Change what follows from something else; it is no choice of its own to undo."""
    session = _session()
    _take(_fit_window(replace(session.selection, **changes), session.whole))


def close_card() -> None:
    """Close the card: of what was clicked, else of the step that is told."""
    session = _session()
    if session.picked is None:
        choose(step=None)
    session.picked = None


def bound(name: str, shown: Any, store: Callable[[Any], Mapping[str, Any]]) -> dict[str, Any]:
    """
    Tie a widget to the selection: it shows a value and stores changes.

    Parameters
    ----------
    name
        Names the widget's key, `choice_<name>`. No two widgets may show one choice: a change that
        the browser has not seen yet would come back as a change of the other.
    shown
        What the widget shows on this run.
    store
        Turns the widget's new value into changes of the selection.

    Returns
    -------
    arguments
        `key` and `on_change` for the widget.
    """
    return _bind(f"choice_{name}", shown, lambda value: choose(**store(value)))


def _bind(key: str, shown: Any, take: Callable[[Any], None]) -> dict[str, Any]:
    # a value that is set is forced upon the browser, also upon a handle that is being dragged:
    # set only what the widget does not show already
    if key not in st.session_state or st.session_state[key] != shown:
        st.session_state[key] = shown

    def on_change() -> None:
        take(st.session_state[key])

    return {"key": key, "on_change": on_change}


def write_link() -> None:
    """Bring the page's address up to date, so that it reopens this map."""
    query = to_query(selection())
    if {name: st.query_params.get_all(name) for name in st.query_params} != query:
        st.query_params.from_dict(query)


def pick(key: str | None) -> None:
    """Show the card of a thing."""
    _session().picked = key


def picked() -> str | None:
    """Give the key of the thing whose card is shown."""
    return _session().picked


def look_at(view: MapView) -> None:
    """Order the map to look at a view; the order is numbered, so that none repeats."""
    _session().command = ViewCommand(_next_number(), view)


def view_command() -> ViewCommand | None:
    """Give the last order to the map; the map carries out each number once."""
    return _session().command


def time_command() -> TimeCommand:
    """Give the period and the window for the map's timeline."""
    session = _session()
    return TimeCommand(
        session.time_number,
        session.selection.period or session.whole,
        session.selection.window,
        session.selection.is_cumulative,
    )


def receive(message: MapMessage | None) -> bool:
    """
    Take in what the map said, each message once.

    Parameters
    ----------
    message
        The map's last message; an old one comes again on every run.

    Returns
    -------
    is_another_window
        Whether the reader chose another window, so that the rest of the page must follow.
    """
    session = _session()
    if message is None or message.number <= session.last_message:
        return False
    session.last_message = message.number
    session.seen = message.extent
    session.selection = replace(session.selection, view=message.view)
    if message.click is not None and message.click.number > session.last_click:
        session.last_click = message.click.number
        session.picked = message.click.key
    # a window chosen before the map knew of one that was set here is out of date
    if message.time is None or message.time.number <= session.time_number:
        return False
    before = session.selection
    choose(window=message.time.window, is_cumulative=message.time.is_cumulative)
    session.time_number = message.time.number  # the map shows it already
    return session.selection != before


def case_view() -> str:
    """Give the view of all cases that the reader chose last, or nothing."""
    return _session().case_view


def choose_case_view(name: str) -> None:
    """Choose a view of all cases; it is part of no link."""
    _session().case_view = name


def studio() -> Studio:
    """Give what was chosen in the export dialog."""
    return _session().studio


def change_studio(changed: Studio) -> None:
    """Take over choices of the export dialog; they are in no link, and nothing to undo."""
    _session().studio = changed


def bound_in_studio(name: str, shown: Any, store: Callable[[Any], Studio]) -> dict[str, Any]:
    """Tie a widget of the export dialog to its choices, as `bound` does to the selection."""
    return _bind(f"studio_{name}", shown, lambda value: change_studio(store(value)))


def logo_problem() -> SahelGeoError | None:
    """Give what was wrong with the file that was brought in as a logo."""
    return _session().logo_problem


def tell_logo_problem(problem: SahelGeoError | None) -> None:
    """Keep what is wrong with a logo until another is brought in, or the dialog is closed."""
    _session().logo_problem = None if problem is None else problem.with_traceback(None)


def job(key: str) -> StudioJob | None:
    """Give the work on the file of a key (see `studio_files.key_of`), if it was begun last."""
    begun = _session().job
    return begun if begun is not None and begun.key == key else None


def begin_job(key: str, work: Callable[[Progress], Snapshot]) -> None:
    """Begin to make a file; the one before is made no further, and goes."""
    stop_job()
    _session().job = StudioJob(key, work)


def stop_job() -> None:
    """Stop making a file, and forget it."""
    begun, _session().job = _session().job, None
    if begun is not None:
        begun.stop()


def choose_purpose(purpose: Purpose) -> None:
    """Choose what the export dialog makes."""
    change_studio(replace(studio(), purpose=purpose))


def is_studio_open() -> bool:
    """Tell whether the export dialog is shown; a run for another reason must not close it."""
    return _session().is_studio_open


def open_studio() -> None:
    """Show the export dialog from the next run on."""
    _session().is_studio_open = True


def close_studio() -> None:
    """Show the export dialog no longer; its choices stay."""
    _session().is_studio_open = False
    _session().logo_problem = None


def uploads() -> tuple[Upload, ...]:
    """Give what the reader brought and put on the map, in that order; of this session alone."""
    return _session().uploads


def add_upload(upload: Upload) -> None:
    """Put an upload on the map; its id must be free (see `uploads.free_id`)."""
    if any(one.upload_id == upload.upload_id for one in uploads()):
        msg = f"Each upload has an id of its own, got {upload.upload_id!r} twice."
        raise ValueError(msg)
    _session().uploads = (*uploads(), upload)


def replace_upload(upload_id: str, upload: Upload) -> None:
    """Put an upload in another's place, such as a newer export of the same dataset."""
    _session().uploads = tuple(upload if one.upload_id == upload_id else one for one in uploads())


def remove_upload(upload_id: str) -> None:
    """Take an upload from the map and forget it."""
    _session().uploads = tuple(one for one in uploads() if one.upload_id != upload_id)


def desk() -> ImportDesk:
    """Give the file that is being brought in, and how earlier ones were read."""
    return _session().desk


def change_desk(changed: ImportDesk) -> None:
    """Take over what became of the file that is being brought in."""
    _session().desk = changed


def put_draft_away() -> None:
    """Forget the file that is being brought in; what is on the map stays."""
    change_desk(replace(desk(), draft=None))


def change_draft(**changes: Any) -> None:
    """Change parts of the file that is being brought in, if there is still one."""
    draft = desk().draft
    if draft is not None:
        change_desk(replace(desk(), draft=replace(draft, **changes)))


def salt() -> str:
    """Give the session's salt for what is served of uploads and decisions; empty without any."""
    is_own = bool(uploads()) or sets().decisions != Decisions()
    return _session().salt if is_own else ""


def has_started() -> bool:
    """Tell whether the session has begun."""
    return _KEY in st.session_state


def language() -> Language:
    """Give the reader's language; before the session has begun the link's."""
    if has_started():
        return selection().language
    word = st.query_params.get("lang", "")
    return Language(word) if word in set(Language) else Language.ENGLISH


def sets() -> SetChoices:
    """Give what the reader decided of the datasets side by side; also before the session began."""
    choices: SetChoices = st.session_state.setdefault(_SETS_KEY, SetChoices())
    return choices


def switch_set(name: str, shown: Any) -> dict[str, Any]:
    """Tie a switch to a dataset or layer being shown, as `bound` ties one to the selection."""

    def take(switched_on: bool) -> None:  # noqa: FBT001
        others = sets().hidden - {name}
        sets().hidden = others if switched_on else others | {name}
        pick(None)

    return _bind(f"set_{name}", shown, take)


def decide(decisions: Decisions) -> None:
    """Take over what the reader says of events that several datasets tell."""
    sets().decisions = decisions
    sets().joining = None


def wait_to_join(event: tuple[EventKey, str] | None) -> None:
    """Remember an event, by its key and title, that is to be joined with the next one chosen."""
    sets().joining = None if event is None else Waiting(*event)


def follow_data(known: KnownCodes, whole: Period) -> None:
    """
    Bring the choices in line with the datasets that are on the map now.

    Parameters
    ----------
    known
        What there is to choose: a choice that nothing has any more is dropped, and told.
    whole
        The data's span, which a dataset may widen.
    """
    session, current = _session(), selection()
    if session.whole != whole:
        session.whole = whole
        session.time_number = _next_number()
        settle()
    lists = {"countries": known.countries, "actors": known.actors, "cases": known.cases}
    for name, codes in lists.items():
        chosen = getattr(current, name)
        kept = tuple(code for code in chosen if code in codes)
        if kept != chosen:
            lost = ", ".join(code for code in chosen if code not in codes)
            session.dropped = (*session.dropped, DroppedChoice(name, lost))
            settle(**{name: kept})


def live() -> _Session:
    """Give the session itself, for work done after the run, such as a download being made."""
    return _session()


def component_value(key: str) -> Any:
    """Give the last value of a component, before it is drawn on this run."""
    return st.session_state.get(key)


def selected_in(key: str, name: str) -> list[Any]:
    """Give what is selected in a table (`rows`, `cells`) or by a selection of a chart."""
    selection = (component_value(key) or {}).get("selection") or {}
    return selection.get(name) or []
