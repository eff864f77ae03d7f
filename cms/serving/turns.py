"""Choice of the request that gets the next thread: clients take turns, and light users go before heavy users.

A client that has a thread gets another one only while more than half of the threads are free. All clients that have
used much lately, compared with the others, together get a quarter of the threads, so that a reader of pages rarely
waits for them.
"""

from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Any

MUCH = 3.0
"""Seconds of use below which a client never counts as a heavy user."""
HALF_LIFE = 30.0
"""Seconds after which use counts only half."""
PRESENT = 10.0
"""Seconds after its last request for which other clients are compared with a client."""
MOST_KNOWN = 1_000
"""Clients that are remembered. The choice of every request looks at all of them, in about a tenth of a millisecond."""


class Use:
    """The recent use of a client, in seconds that count less as time passes, and its requests."""

    def __init__(self, now: float) -> None:
        self.running = 0
        self.waiting: deque[Any] = deque()
        self.seen = now
        self._amount = 0.0
        self._since = now

    def amount(self, now: float) -> float:
        return self._amount * 0.5 ** ((now - self._since) / HALF_LIFE)

    def add(self, seconds: float, now: float) -> None:
        self._amount, self._since = self.amount(now) + seconds, now

    @property
    def is_idle(self) -> bool:
        return not self.running and not self.waiting


class Turns:
    def __init__(self, threads: int, clock: Callable[[], float] = monotonic) -> None:
        self._threads = threads
        self._clock = clock
        self._clients: dict[str, Use] = {}

    def add(self, client: str, request: Any) -> None:
        now = self._clock()
        if client not in self._clients and len(self._clients) >= MOST_KNOWN:
            self._forget()
        use = self._clients.setdefault(client, Use(now))
        use.seen = now
        use.waiting.append(request)

    def next(self) -> Any | None:
        """Return the request to be answered now, or None if there is none or no thread for it."""
        now = self._clock()
        free = self._threads - sum(use.running for use in self._clients.values())
        much = self._much(now)
        busy = sum(use.running for use in self._clients.values() if use.amount(now) > much)
        waiting = sorted((use for use in self._clients.values() if use.waiting), key=lambda use: use.amount(now))
        for use in waiting:
            may_start = free > self._threads / 2 or not use.running
            is_crowded = use.amount(now) > much and busy >= max(1, self._threads // 4)
            if free > 0 and may_start and not is_crowded:
                use.running += 1
                return use.waiting.popleft()
        return None

    def done(self, client: str, seconds: float) -> None:
        """Record that a request of this client was answered, and the seconds that it used."""
        now = self._clock()
        use = self._clients[client]
        use.running -= 1
        use.seen = now
        use.add(seconds, now)

    def _much(self, now: float) -> float:
        """Return the limit above which use is heavy: `MUCH`, or twice the least use of the clients present if more."""
        present = (use.amount(now) for use in self._clients.values() if now - use.seen < PRESENT or not use.is_idle)
        return max(MUCH, 2 * min(present, default=0.0))

    def _forget(self) -> None:
        """Forget the clients without open requests; so many addresses are a flood and not readers."""
        self._clients = {client: use for client, use in self._clients.items() if not use.is_idle}
