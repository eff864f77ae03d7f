"""Command that runs the worker, which publishes scheduled pages and keeps the graph up to date."""

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from cms.background import jobs
from cms.background.servers import errands, servers
from cms.operations import doctor


class Command(BaseCommand):
    help = "Do the background work until asked to stop (Ctrl-C, SIGTERM)."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do everything once and end, for cron and tests")

    def handle(self, *args, **options):
        todo, beside, now_and_then = jobs.jobs(), servers(), errands()
        try:
            if not options["once"]:
                doctor.at_start()
                keeping = [jobs.Job(f"Keeping the {each.name} running", 1, each.keep_running) for each in beside]
                running = [jobs.Job(f"Running the {each.name}", 5, each.keep_running) for each in now_and_then]
                jobs.run([*todo, *keeping, *running])
            elif failed := jobs.run_once(todo):
                raise CommandError(f"{failed} of {len(todo)} jobs failed: see the log above.")
            else:
                for each in now_and_then:
                    each.run()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        finally:
            for process in (*beside, *now_and_then):
                process.stop()
