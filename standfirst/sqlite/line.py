"""A line in which the threads of a process wait for their turn to write: who came first is served first."""

from __future__ import annotations

from collections import deque
from threading import Lock


class Line:
    """One at a time. Unlike a lock of Python's it can't be jumped."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._is_taken = False
        self._waiting: deque[Lock] = deque()

    def enter(self, *, seconds: float) -> bool:
        """Waits for the turn of this thread; False where it has not come in so many seconds."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            turn = Lock()
            turn.acquire()
            self._waiting.append(turn)
        if turn.acquire(timeout=seconds):
            return True
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                return False
        # Our turn came between the end of our patience and now.
        return True

    def leave(self) -> None:
        """The next in the line goes on."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False
