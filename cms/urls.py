"""All URLs: the admin, the interfaces for machines, the site's views and, last, Wagtail's pages by language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from cms.settings import identity
from schema.http import graphql

urlpatterns = []
if identity.IS_INSTALLED:
    from cms.identity.views import SiteLoginView

    urlpatterns += [path("admin/", include("cms.identity.urls"))]
    urlpatterns += i18n_patterns(path("_util/login/", SiteLoginView.as_view(), name="wagtailcore_login"))
urlpatterns += [
    path("admin/", include(wagtailadmin_urls)),
    # Without the slash too: a redirect would end a preflight request, and turn a POST into a GET.
    path("graphql", graphql),
    path("graphql/", include("schema.urls")),
    path("", include("cms.peers.urls")),
    path("", include("graph.urls")),
    path("", include("home.urls")),
]
urlpatterns += i18n_patterns(path("", include(wagtail_urls)))
