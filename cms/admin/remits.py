"""Permissions on pages: Wagtail's permissions on the tree, narrowed to a group's remit where it has one."""

from collections.abc import Iterable, Iterator

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import GroupPagePermission, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.models import Remit


class RemitPolicy(PagePermissionPolicy):
    """Page permission policy that limits the permissions of a group with a remit to the pages of that remit.

    The permission to add is not narrowed: a new page names no country yet, and the user who made a page may change
    it. The permission to explore is not narrowed either: users see all pages that the tree lets them see.
    """

    permission_cache_name = "_remit_permission_cache"

    def get_all_permissions_for_user(self, user):
        permissions = super().get_all_permissions_for_user(user)
        remits = Remit.objects.filter(group__user=user.pk) if user.is_active else Remit.objects.none()
        pages = {each.group_id: list(each.pages().only("path", "depth")) for each in remits}
        return [each for given in permissions for each in _narrowed(given, pages)] if pages else permissions

    def instances_user_has_any_permission_for(self, user, actions):
        everything = self._base_queryset_for_user(user)
        if everything is not None:
            return everything
        codenames = self._get_permission_codenames(actions)
        given = self.get_cached_permissions_for_user(user)
        allowed = Q(below(each.page_id for each in given if each.permission.codename in codenames))
        if "change" in actions:
            adding = (each.page_id for each in given if each.permission.codename == Page.PERMISSION_CODENAMES.ADD)
            allowed |= Q(below(adding), owner=user)
        return self.model._default_manager.filter(allowed)

    def users_with_any_permission_for_instance(self, actions, instance, include_superusers=True):
        users = super().users_with_any_permission_for_instance(actions, instance, include_superusers)
        allowed = [each.pk for each in users if self.user_has_any_permission_for_instance(each, actions, instance)]
        return get_user_model()._default_manager.filter(pk__in=allowed)

    def instances_with_direct_explore_permission(self, user):
        return PagePermissionPolicy(self.model).instances_with_direct_explore_permission(user)

    def explorable_instances(self, user):
        return PagePermissionPolicy(self.model).explorable_instances(user)


def _narrowed(given: GroupPagePermission, remits: dict[int, list[Page]]) -> Iterator[GroupPagePermission]:
    if given.group_id not in remits or given.permission.codename == Page.PERMISSION_CODENAMES.ADD:
        yield given
        return
    for page in remits[given.group_id]:
        if given.page.path.startswith(page.path):
            yield given
        elif page.path.startswith(given.page.path):
            yield GroupPagePermission(group_id=given.group_id, page=page, permission=given.permission)


def below(pages: Iterable[int]) -> Exists:
    """Return the condition that a page is one of these pages or lies below one of them.

    It is a single subquery, however many pages there are.
    """
    beginning = Substr(OuterRef("path"), 1, Length("path"))
    return Exists(Page.objects.filter(pk__in=set(pages), path=beginning))


class RemitViewSet(ModelViewSet):
    model = Remit
    icon = "group"
    menu_label = _("Remits")
    menu_order = 650
    add_to_settings_menu = True
    list_display = ["group"]
    copy_view_enabled = False
