"""All addresses: the admin, the machine interfaces, and Wagtail's pages last, by language."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.media import document, media

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/<int:document_id>/<path:filename>", document),
    path("documents/", include(wagtaildocs_urls)),
    path("graphql/", include("schema.urls")),
    path("", include("graph.urls")),
    path("", include("home.urls")),
]
if settings.SERVE_MEDIA:
    urlpatterns.append(path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", media))
urlpatterns += i18n_patterns(path("", include(wagtail_urls)))
