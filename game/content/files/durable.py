"""Files put in place whole or not at all, and folders that one running game at a time may write to."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path

TEMPORARY = ".saving-"
NO_LOCKS_HERE = frozenset({errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF, errno.EINVAL})
"""What file systems answer that know no locks: there the folder is used without one."""
NO_SYNC_HERE = frozenset({errno.EINVAL, errno.ENOTSUP})
BUSY = frozenset({errno.EAGAIN, errno.EACCES})

_held: dict[tuple[int, int], int] = {}  # (device, inode) of a folder -> the descriptor that holds its lock


class BusyError(OSError):
    """Another running game writes to this folder."""


def put(path: Path, content: bytes) -> None:
    """Write the file beside its place, make it last, and move it there; the old one stays until then. Raises OSError.

    An error of the very last step, making the folder last, comes when the new file is in place already.
    """
    temporary = path.parent / f"{TEMPORARY}{os.getpid()}"
    try:
        _write(temporary, content)
        os.replace(temporary, path)
    except BaseException:  # a signal ends the game by one too; whatever it is goes on to the caller
        with contextlib.suppress(OSError):  # the first error is the one to tell; `hold` sweeps what is left
            os.unlink(temporary)
        raise
    _make_folder_last(path.parent)


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o644)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _make_folder_last(folder: Path) -> None:
    """Without it the new name may be gone after a power cut. Windows has nothing of the kind."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in NO_SYNC_HERE:
            raise
    finally:
        os.close(handle)


def hold(folder: Path) -> None:
    """Keep other games from writing to a folder until this process ends, however it ends.

    Raises BusyError when another one holds it, OSError when the folder can't be opened. Whoever comes to hold a folder
    removes what a game left there that was killed in the middle of a save.
    """
    if sys.platform == "win32":
        return  # a folder can't be locked there, and a file that is open can't be replaced
    status = os.stat(folder)
    place = (status.st_dev, status.st_ino)
    if place in _held:
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _lock(handle, folder)
        for name in os.listdir(folder):
            if name.startswith(TEMPORARY):
                os.unlink(folder / name)
    except BaseException:  # whatever it is goes on to the caller, and no lock stays behind
        os.close(handle)
        raise
    _held[place] = handle


def _lock(handle: int, folder: Path) -> None:
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in BUSY:
            raise BusyError(error.errno, "another running game saves here; close it first", str(folder)) from error
        if error.errno not in NO_LOCKS_HERE:
            raise


def let_go(folder: Path) -> None:
    """Let others write to a folder again. Raises OSError when it is gone."""
    status = os.stat(folder)
    handle = _held.pop((status.st_dev, status.st_ino), None)
    if handle is not None:
        os.close(handle)
