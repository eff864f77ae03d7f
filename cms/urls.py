"""All URLs: the admin, the interfaces for machines, the site's views and, last, Wagtail's pages by language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("graphql/", include("schema.urls")),
    path("", include("graph.urls")),
    path("", include("home.urls")),
]
urlpatterns += i18n_patterns(path("", include(wagtail_urls)))
