"""Change content on behalf of a user or of the system; all code outside the admin's forms uses this package.

An actor checks rights, remit, lock and workflow as the admin's forms do, and then performs Wagtail's own action, so
that revision and log name the user.

`as_user` returns the actor of a user; `system` contains all acts without a user. A test fails if other code publishes,
deletes or saves revisions.
"""

from cms.acting.actor import Actor, NotAllowed, as_user, present
from cms.acting.restoring import Before, Lost, remember, restore

__all__ = ["Actor", "Before", "Lost", "NotAllowed", "as_user", "present", "remember", "restore"]
