"""How the web is served. At the top level, where gunicorn looks by itself: `gunicorn`
in the checkout, without arguments, is the whole command in production and in the demo.
"""

import gc
import os
from typing import Any

from cms.settings.environment import OPERATOR_FILE, Misconfigured, env, read_file

env.use(os.environ, read_file(OPERATOR_FILE))

wsgi_app = "cms.wsgi:application"
host = env.text("BIND")
bind = [f"[{host}]:{env.number('PORT')}" if ":" in host else f"{host}:{env.number('PORT')}"]
forwarded_allow_ips = env.text("FORWARDED_ALLOW_IPS")

# Threads share one replica; processes share the memory of what was loaded before.
# A slow client holds no thread, and none more than its share.
worker_class = "cms.serving.worker.Worker"
workers = env.number("WEB_CONCURRENCY")
threads = env.number("WEB_THREADS")
preload_app = True

# An address may hold a SPARQL query; the editor sends longer ones as a body.
limit_request_line = 8190

# A proxy has no say in where the site begins.
forwarder_headers = ""

# One socket in the home folder for all that runs there would be two servers' quarrel.
control_socket_disable = True


def when_ready(server: Any) -> None:
    """The application is loaded and no worker is forked yet: what is loaded now is shared."""
    from django.core.exceptions import ImproperlyConfigured

    from graph import sandbox
    from graph.replica import startup

    # Before the workers are forked, which then share it.
    sandbox.start()
    try:
        startup.prepare()
    except ImproperlyConfigured as error:
        raise Misconfigured(str(error)) from None


def pre_fork(server: Any, worker: Any) -> None:
    """Connections must not be shared between processes; shared memory should be."""
    from django.db import connections

    connections.close_all()
    gc.freeze()
