"""gunicorn's configuration.

It is at the top level, where gunicorn looks for it, so that production and the demo need no arguments: the whole
command is `gunicorn`, run in the checkout.
"""

import gc
import os
import shutil
import tempfile
from typing import Any

from cms.settings.environment import OPERATOR_FILE, Misconfigured, env, read_file

env.use(os.environ, read_file(OPERATOR_FILE))

# Metrics of all processes are added up from files in this folder. The library reads the variable at its import.
if env.text("METRICS_TOKEN") or env.text("METRICS_FROM"):
    metrics_folder = tempfile.mkdtemp(prefix="accord-metrics-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = metrics_folder
else:
    metrics_folder = ""

wsgi_app = "cms.wsgi:application"
host = env.text("BIND")
bind = [f"[{host}]:{env.number('PORT')}" if ":" in host else f"{host}:{env.number('PORT')}"]
forwarded_allow_ips = env.text("FORWARDED_ALLOW_IPS")

# Threads share one replica; processes share the memory of the data that was loaded before the fork.
# With this worker class, a slow client holds no thread, and no client more than its share.
worker_class = "cms.serving.worker.Worker"
workers = env.number("WEB_CONCURRENCY")
threads = env.number("WEB_THREADS")
preload_app = True

# An address may hold a SPARQL query; the query editor sends longer ones as a body.
limit_request_line = 8190

# Empty, so that no header of a proxy can set SCRIPT_NAME or PATH_INFO.
forwarder_headers = ""

# Disabled, because two servers of the same user would use the same socket in the home folder.
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Start the sandbox, and load what the first request would wait for, before workers are forked."""
    from django.core.exceptions import ImproperlyConfigured

    from cms.operations import doctor
    from graph import sandbox

    doctor.at_start()
    # Before the fork, so that all workers share one sandbox.
    sandbox.start()
    try:
        load()
    except ImproperlyConfigured as error:
        raise Misconfigured(str(error)) from None


def load() -> None:
    """Load the graph, all views and the GraphQL schema, whose memory workers then share."""
    from django.urls import get_resolver

    from graph.replica import startup
    from schema.schema import current_schema

    startup.prepare()
    get_resolver().url_patterns  # noqa: B018 reading them imports the views
    current_schema()


def pre_fork(server: Any, worker: Any) -> None:
    """Close database connections, which processes must not share, and keep the memory of loaded objects shared."""
    from django.db import connections

    connections.close_all()
    gc.freeze()


def child_exit(server: Any, worker: Any) -> None:
    """Drop what a process that has ended says of itself, such as the age of its replica. Its counts stay."""
    if metrics_folder:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)


def on_exit(server: Any) -> None:
    if metrics_folder:
        shutil.rmtree(metrics_folder, ignore_errors=True)
