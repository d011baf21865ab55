"""Work for another process while the player looks on: one spawned worker that answers the newest question only.

The screens ask and poll; nothing here ever waits for the worker. It ends with the game and never else: signals are for
the game, and when the game's end of the pipe closes, however the game ended, the worker leaves at once and without a
word. The other process reads this file too, so it imports nothing of the game: what a task needs comes with the task.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any

Task = Callable[[Any], Iterator[Any]]
"""Answers a question better and better; None says that it is still at work. A function of a module, so that the other
process finds it too."""
READY, FAILED = -1, -2
SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
PATIENCE = 1.0  # seconds that a worker has to leave by itself


class Worker:
    """One process for one kind of question. `trouble` says why there are no answers; it is never raised."""

    def __init__(self, task: Task, *, hurry: bool = True) -> None:
        """Without hurry everything else on the machine goes first."""
        self.trouble = ""
        self._number = 0
        self._waiting: bytes | None = None  # asked while the process was still starting
        self._ready = False
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, task, hurry), name="estimates", daemon=True)
        try:
            with _deaf():
                self._process.start()
        except OSError as error:
            self._fail(str(error))
        theirs.close()

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.pid is not None and self._process.is_alive()

    def ask(self, question: object) -> None:
        """Put a question; the one before it is dropped."""
        self._number += 1
        self._waiting = pickle.dumps((self._number, question))
        self._send()

    def poll(self) -> list[Any]:
        """Answers to the newest question that have come since the last call, the oldest first."""
        found = []
        try:
            while not self.trouble and self._ours.poll():
                number, answer = self._ours.recv()
                if number == READY:
                    self._ready = True
                elif number == FAILED:
                    self._fail(str(answer))
                elif number == self._number:
                    found.append(answer)
        except (EOFError, OSError) as error:
            self._fail(str(error) or "the process has ended")
        self._send()
        return found

    def close(self) -> None:
        """End the process, now."""
        self._ours.close()
        if self._process.pid is None:
            return
        self._process.join(PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()

    def _send(self) -> None:
        if self._waiting is None or self.trouble or not self._ready:
            return
        try:
            self._ours.send_bytes(self._waiting)
        except OSError as error:
            self._fail(str(error))
        self._waiting = None

    def _fail(self, why: str) -> None:
        self.trouble = why


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """A process that is started here hears no signals while it starts: an interrupt is for the game alone.

    The mask is inherited; those that came are dropped when the worker has come to ignore them.
    """
    if sys.platform == "win32":
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # else it is started within, and unmasks signals here
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Inbox:
    """Reads questions as they come, so that whoever asks never waits, and keeps the newest."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._came = threading.Condition()
        self._newest: bytes | None = None
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while True:
            try:
                message = self._connection.recv_bytes()
            except (EOFError, OSError):
                os._exit(0)  # the game has gone: nothing here is worth a clean end
            with self._came:
                self._newest = message
                self._came.notify()

    @property
    def newer(self) -> bool:
        """Whether another question has come."""
        return self._newest is not None

    def take(self) -> tuple[int, Any]:
        """The newest question and its number, as soon as there is one."""
        with self._came:
            while self._newest is None:
                self._came.wait()
            message, self._newest = self._newest, None
        number, question = pickle.loads(message)  # from our own game over our own pipe
        return int(number), question


def _serve(connection: Connection, task: Task, hurry: bool) -> None:
    """The life of the worker."""
    _ignore_signals()
    if not hurry and hasattr(os, "nice"):
        os.nice(10)
    inbox = _Inbox(connection)
    try:
        connection.send((READY, None))
        while True:
            _answer(connection, task, inbox)
    except OSError:
        os._exit(0)  # the game has gone, as in `_Inbox`


def _ignore_signals() -> None:
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def _answer(connection: Connection, task: Task, inbox: _Inbox) -> None:
    """Work on the newest question until it is answered or another has come; what fails is told to the game."""
    number, question = inbox.take()
    try:
        for answer in task(question):
            if inbox.newer:
                break
            if answer is not None:
                connection.send((number, answer))
    except OSError:
        raise
    except Exception as error:
        connection.send((FAILED, f"{type(error).__name__}: {error}"))
