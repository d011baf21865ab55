"""Memory that is used again every turn is kept, where the system's library would give it back and fetch it anew."""

from __future__ import annotations

import ctypes
import sys

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
"""Numbers by which glibc knows its settings (mallopt(3))."""
MOST = 1 << 30


def keep_freed_memory() -> None:
    """Let this process keep large freed blocks; a turn of a large batch is 10 to 20 per cent faster. glibc only."""
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:  # other libraries have none
        mallopt(M_TRIM_THRESHOLD, MOST)
        mallopt(M_MMAP_THRESHOLD, MOST)
