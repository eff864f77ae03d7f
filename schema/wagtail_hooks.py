"""Registers what `schema.viewsets` declares."""

from wagtail import hooks

from schema.viewsets import ApiKeyViewSet


@hooks.register("register_admin_viewset")
def register_api_keys() -> ApiKeyViewSet:
    return ApiKeyViewSet()
