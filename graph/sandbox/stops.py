"""Why a task of the sandbox has no value: sentences that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext

from graph.sandbox.limits import MEGABYTE, Limits


class Stopped(Exception):
    """A task that did not end by itself."""


class TooSlow(Stopped):
    """It took longer than it may."""


class TooMuchMemory(Stopped):
    """It wanted more memory than it may have."""


class Crashed(Stopped):
    """The program failed, or something ended its process."""


class Busy(Stopped):
    """There was no place for it in time."""


def stopped(reason: str, limits: Limits) -> Stopped:
    """Return the exception for a reason that the sandbox's parent gives."""
    if reason == "slow":
        return TooSlow(
            gettext("This takes longer than %(seconds)s seconds to read: use a smaller file, or a part of it.")
            % {"seconds": limits.seconds}
        )
    if reason == "memory":
        return TooMuchMemory(
            gettext("This needs more than %(megabytes)s MB of memory to be read: use a smaller file, or a part of it.")
            % {"megabytes": limits.memory_bytes // MEGABYTE}
        )
    if reason == "busy":
        return Busy(gettext("Too many files are being read at the moment: try again in a minute."))
    return Crashed(gettext("This could not be read because of an error of the program: ask whoever runs the site."))
