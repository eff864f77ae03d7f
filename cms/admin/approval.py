"""Approval of pages by groups, narrowed to the groups' remits.

Wagtail's task for approval asks only whether a user is in one of its groups, and not for permissions on the page.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.models import AbstractUser
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import GroupApprovalTask, Page, TaskState

from cms.admin.remits import below
from cms.models import Remit


def register() -> None:
    """Let tasks for approval refuse pages outside of the remits of the user's groups."""
    task = GroupApprovalTask
    for name, refused in (("user_can_access_editor", False), ("user_can_lock", False), ("locked_for_user", True)):
        setattr(task, name, _narrowed(getattr(task, name), refused))
    task.get_actions = _narrowed(task.get_actions, [])
    task.get_task_states_user_can_moderate = _listed(task.get_task_states_user_can_moderate)


def _narrowed(answer: Callable, refused: object) -> Callable:
    @wraps(answer)
    def narrowed(task: GroupApprovalTask, instance: Model, user: AbstractUser) -> object:
        pages = _pages(task, user) if isinstance(instance, Page) else None
        if pages is None or pages.filter(pk=instance.pk).exists():
            return answer(task, instance, user)
        return refused

    return narrowed


def _listed(states: Callable) -> Callable:
    @wraps(states)
    def listed(task: GroupApprovalTask, user: AbstractUser, **kwargs: object) -> QuerySet[TaskState]:
        waiting, pages = states(task, user, **kwargs), _pages(task, user)
        if pages is None:
            return waiting
        keys = pages.values_list(Cast("pk", CharField()))
        of_pages = Q(revision__base_content_type__app_label="wagtailcore", revision__base_content_type__model="page")
        return waiting.exclude(of_pages & ~Q(revision__object_id__in=keys))

    return listed


def _pages(task: GroupApprovalTask, user: AbstractUser) -> QuerySet[Page] | None:
    """Return the pages in the remits of the task's groups that the user belongs to, or None if all pages are."""
    groups = task.groups.filter(user=user)
    if user.is_superuser or groups.filter(remit=None).exists():
        return None
    remits = Remit.objects.filter(group__in=groups)
    return Page.objects.filter(below(page.pk for remit in remits for page in remit.pages().only("pk")))
