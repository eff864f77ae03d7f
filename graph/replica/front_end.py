"""Lead to the front end that shows the content in place of this website, where `SITE_ENABLED` is off."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils.translation import get_language_from_path

from graph.declarations import primary_language

SAFE = "/%~:@!$&'()*+,;=-._"


def is_elsewhere() -> bool:
    """Tell whether a front end shows what this website would show."""
    return not settings.SITE_ENABLED and bool(settings.FRONT_END)


def at_front_end(address: str, language: str) -> str:
    """Return where the front end shows what this website shows at an address; the address itself without front end.

    The path goes into the pattern `FRONT_END` without the language before it, from which {lang} is taken if it is
    there. The query string stays.
    """
    if not is_elsewhere():
        return address
    parts = urlsplit(address)
    prefix = get_language_from_path(parts.path)
    path = parts.path.removeprefix(f"/{prefix}") if prefix else parts.path
    shown: str = settings.FRONT_END.replace("{lang}", quote(primary_language(prefix or language), safe=""))
    shown = shown.replace("{path}", quote(path.lstrip("/"), safe=SAFE))
    return f"{shown}?{parts.query}" if parts.query else shown
