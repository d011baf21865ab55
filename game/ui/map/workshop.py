"""Builds map layers: at once, or in one worker thread that always takes up the latest wish."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from game.ui.map.land.strokes import Frame
from game.ui.map.layer import Layer

Build = Callable[[Frame], Layer]


class Workshop:
    """At most one layer is being built; a wish made meanwhile replaces the one before it."""

    def __init__(self, build: Build, threaded: bool) -> None:
        self._build = build
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="map") if threaded else None
        self._job: Future[Layer] | None = None
        self._wish: Frame | None = None
        self._working: Frame | None = None

    @property
    def threaded(self) -> bool:
        """Whether layers come later rather than at once."""
        return self._pool is not None

    @property
    def busy(self) -> bool:
        """Whether a layer is being built in the worker."""
        return self._job is not None and not self._job.done()

    @property
    def ready(self) -> bool:
        """Whether a layer waits to be taken."""
        return self._job is not None and self._job.done()

    def build(self, frame: Frame) -> Layer:
        """Builds at once, in the calling thread."""
        return self._build(frame)

    def ask(self, frame: Frame) -> None:
        """Wants a layer; the same wish twice is one."""
        if frame != self._working:
            self._wish = frame
        self._start()

    def take(self) -> Layer | None:
        """The layer that has become ready, once. An error in the worker is raised here."""
        if self._job is None or not self._job.done():
            return None
        job, self._job, self._working = self._job, None, None
        self._start()
        return job.result()

    def wait(self) -> Layer | None:
        """Like take, but waits for the job under way."""
        if self._job is not None:
            self._job.exception()
        return self.take()

    def close(self) -> None:
        """Lets the thread end; wishes are forgotten."""
        self._wish = None
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool, self._job = None, None

    def _start(self) -> None:
        if self._pool is None or self._job is not None or self._wish is None:
            return
        self._working, self._wish = self._wish, None
        self._job = self._pool.submit(self._build, self._working)
