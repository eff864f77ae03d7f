"""Command that begins a site: a home page in place of Wagtail's welcome page, at the address of the settings."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page, Site

from cms.acting import system
from cms.data.sample.site import take_over
from cms.models import HomePage


class Command(BaseCommand):
    help = "Create the home page of a new installation. Its text is changed in the admin."

    def add_arguments(self, parser):
        parser.add_argument("title", help="The name of the site, such as “Creative Futures”.")

    @transaction.atomic
    def handle(self, *args, **options):
        if HomePage.objects.exists():
            raise CommandError("There is a home page already: change it in the admin.")
        language = settings.LANGUAGE_CODE
        locale, _ = Locale.objects.get_or_create(language_code=language)
        root = Page.get_first_root_node()
        home = HomePage(title=options["title"], slug=find_available_slug(root, "home"), locale=locale)
        root.add_child(instance=home)
        system.load(home)
        take_over(Site.objects.filter(is_default_site=True).first(), home)
        self.stdout.write(f"{settings.WAGTAILADMIN_BASE_URL}/ shows {home.title}; add pages below it in the admin.")
