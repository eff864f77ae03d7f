"""What `make demo` runs: `prepare` the settings, `load` the sample, `serve` both.

Until packages are installed there is only Python: `prepare` uses nothing else, so that
a port that is taken is found out before anything that takes long.
"""

import argparse
import errno
import os
import socket
import sys

from cms import side_by_side
from cms.settings.environment import (
    BASE_DIR,
    DEMO_FILE,
    OPERATOR_FILE,
    Misconfigured,
    env,
    read_file,
)

# No command changes existing rows, so a second demo loses no edits.
LOADING = {
    "Preparing the database": ["migrate", "--verbosity=0"],
    # First, because another port changes every identifier.
    "Comparing the graph with the database": ["rebuild_graph", "--if-needed"],
    "Loading reference data": ["load_reference_data"],
    "Loading the sample programme": ["load_demo"],
}
SERVING = {
    "web server": ["-m", "gunicorn", "--graceful-timeout=5"],
    "worker": ["manage.py", "work"],
}
ANNOUNCEMENT = """
Accord is running. Ctrl-C stops it.

  Site      {site}/
  Admin     {site}/admin/
            editor / editor-demo, or admin / admin-demo
  GraphiQL  {site}/graphql/
  Data      {site}/data/all.ttl
  Terms     {site}/vocab

"""


def say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def prepare() -> None:
    """Check the port, and write the settings of this demo to `DEMO_FILE` for later commands.

    Raises `Misconfigured` if the port cannot be used.
    """
    env.use(os.environ, read_file(OPERATOR_FILE))
    # Browsers try localhost at all of its addresses.
    for host in (env.text("BIND"), "localhost"):
        require_free(host, env.number("PORT"))
    remembered = {"DEBUG": "off", "PORT": env.text("PORT")} | env.given()
    remembered["GRAPH_BASE_IRI"] = env.address("GRAPH_BASE_IRI")
    DEMO_FILE.parent.mkdir(mode=0o711, exist_ok=True)
    # Private, because DATABASE_URL may hold a password.
    DEMO_FILE.touch(mode=0o600)
    lines = [f"{name}={value}\n" for name, value in remembered.items()]
    DEMO_FILE.write_text("# Written by `make demo`.\n" + "".join(lines), "utf-8")


def require_free(host: str, port: int) -> None:
    if not 0 < port < 65536:
        raise Misconfigured(f"PORT is {port}: set it to a number from 1 to 65535.")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror:
        raise Misconfigured(f"BIND is {host!r}: set it to an address of this machine.") from None
    for family, _, _, _, address in found:
        if problem := _bind_error(family, address):
            raise Misconfigured(f"Port {port} is {problem}: choose another one with `make demo PORT=<number>`.")


def _bind_error(family: int, address: tuple) -> str | None:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As gunicorn does, so that a recently closed connection does not block the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except PermissionError:
            return "reserved for the administrator of this machine"
        except OSError as error:
            return "taken" if error.errno == errno.EADDRINUSE else None
    return None


def load() -> None:
    """Run the loading commands in this process, because starting Django takes longer than most of them."""
    # Wagtail logs a line about every page that it creates.
    os.environ.setdefault("LOG_LEVEL", "WARNING")

    import django
    from django.core.management import CommandError, call_command

    django.setup()
    for activity, command in LOADING.items():
        say(f"{activity} …\n")
        try:
            call_command(*command)
        except CommandError as error:
            raise SystemExit(f"{command[0]} failed: {error}") from error


def serve() -> None:
    env.use(os.environ, read_file(OPERATOR_FILE))
    host, port = env.text("BIND"), env.number("PORT")

    def is_ready() -> bool:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            return False
        return True

    os.chdir(BASE_DIR)
    os.environ["PYTHONUNBUFFERED"] = "1"
    commands = {name: [sys.executable, *rest] for name, rest in SERVING.items()}
    announcement = ANNOUNCEMENT.format(site=f"http://localhost:{port}")
    problem = side_by_side.run(commands, is_ready, lambda: say(announcement))
    if problem:
        raise SystemExit(problem)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    steps = {"prepare": prepare, "load": load, "serve": serve}
    parser.add_argument("step", choices=steps)
    # Set here, because the default of cms.wsgi is the production settings.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    steps[parser.parse_args().step]()


if __name__ == "__main__":
    main()
