"""The one gate through which programs change content on behalf of somebody.

In come a person, or one of the system's own acts, and what is to be done. The gate asks for right, remit, lock and
workflow as the forms of the admin do, and then performs Wagtail's own action, so that revision and log name the person.

`as_user` is for persons; `system` names all that happens without one. A test refuses to publish, delete or save
revisions anywhere else.
"""

from .actor import Actor, NotAllowed, as_user, present

__all__ = ["Actor", "NotAllowed", "as_user", "present"]
