"""A file that takes long to make, made beside the page: it can be watched, and stopped."""

from collections.abc import Callable
from threading import Thread

from sahel_geo.export.image import Snapshot
from sahel_geo.export.request import Progress
from sahel_geo.model.errors import SahelGeoError


class StoppedError(Exception):
    """The reader does not want the file any more."""


class StudioJob:
    """
    One file being made in a thread of its own.

    A choice in a dialog waits until the run before it has ended: made in a run, a film could not
    be stopped, and the dialog would stand still meanwhile.
    """

    def __init__(self, key: str, work: Callable[[Progress], Snapshot]) -> None:
        """Begin to make the file that `key` names; `work` is told where to tell how far it is."""
        self.key = key
        self.share = 0.0
        """What is done, from 0 to 1."""
        self.file: Snapshot | None = None
        self.error: SahelGeoError | None = None
        self._is_stopped = False
        self._thread = Thread(target=self._make, args=(work,), name="studio", daemon=True)
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether the file is still being made."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Make it no further: it ends when it next tells how far it is."""
        self._is_stopped = True

    def _make(self, work: Callable[[Progress], Snapshot]) -> None:
        try:
            self.file = work(self._tell)
        except StoppedError:
            self.file = None
        except SahelGeoError as error:
            self.error = error

    def _tell(self, share: float) -> None:
        if self._is_stopped:
            raise StoppedError
        self.share = min(max(share, 0.0), 1.0)
