"""The public pages that peers show, as querysets: Accord decides this by itself."""

from __future__ import annotations

from django.db.models import QuerySet

from cms.models import ActivityPage, ProjectPage


def public_projects() -> QuerySet[ProjectPage]:
    """Return the public projects in English, which all of them have; the latest come first."""
    return ProjectPage.objects.live().public().filter(locale__language_code="en").order_by("-first_published_at")


def related_activities(project: ProjectPage) -> QuerySet[ActivityPage]:
    linked = project.related_activity_links.values("activity")
    return ActivityPage.objects.live().public().filter(pk__in=linked)
