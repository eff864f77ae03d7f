"""Declaration and reading of all environment variables.

VARIABLES declares them; docs/operators.md has the same table, and a test compares the two. A settings module sets the
sources of the values with `env.use`. Only the standard library is imported, because `make demo` reads the environment
before any package is installed.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
OPERATOR_FILE = BASE_DIR / ".env"
DEMO_FILE = BASE_DIR / "var" / "demo.env"

# The requirements of Django's deployment check for a key.
FEWEST_CHARACTERS = 50
FEWEST_DIFFERENT = 5

SWITCH = {"on": True, "off": False, "true": True, "false": False, "1": True, "0": False}
# Without query and fragment, because paths are appended to it, and with characters only that an IRI may hold.
ADDRESS = re.compile(r"https?://[^\s/?#<>\"{}|\\^`]+(/[^\s?#<>\"{}|\\^`]*)?")


class Misconfigured(SystemExit):
    """Ends the start with one sentence for the operator instead of a traceback."""


@dataclass(frozen=True)
class Variable:
    """An environment variable; a name in braces in its default stands for the value of that variable."""

    name: str
    default: str
    help: str
    required_in_production: bool = False


VARIABLES = {
    variable.name: variable
    for variable in (
        Variable(
            "SECRET_KEY",
            "",
            "Signs sessions and links in mails: a long random text, kept secret.",
            required_in_production=True,
        ),
        Variable(
            "SECRET_KEY_FALLBACKS",
            "",
            "Earlier keys, separated by commas: sessions and addresses of pictures that they signed stay good.",
        ),
        Variable(
            "ALLOWED_HOSTS",
            "localhost,127.0.0.1,[::1]",
            "Host names under which the site answers, separated by commas.",
            required_in_production=True,
        ),
        Variable(
            "GRAPH_BASE_IRI",
            "http://localhost:{PORT}",
            "Start of every IRI in the graph; it never changes once data is published.",
            required_in_production=True,
        ),
        Variable(
            "WAGTAILADMIN_BASE_URL",
            "{GRAPH_BASE_IRI}",
            "Address of the site in mails to editors.",
        ),
        Variable(
            "SITE_ENABLED",
            "on",
            "Whether Accord shows its website; without it, the admin and the interfaces stay, and links to pages lead"
            " to `FRONT_END`.",
        ),
        Variable(
            "FRONT_END",
            "",
            "Address of the website that shows the content in place of Accord's own, with `{lang}` and `{path}`, such"
            " as `https://example.org/{lang}/{path}`.",
        ),
        Variable("TEMPLATES", "", "Folder of templates that replace those of the website, file by file."),
        Variable(
            "DATABASE_URL",
            "sqlite:///var/accord.sqlite3",
            "The database, SQLite or PostgreSQL: `postgresql://user:password@host/name`"
            " (a relative SQLite path starts at the checkout).",
        ),
        Variable("MEDIA_ROOT", "var/media", "Folder of uploaded files."),
        Variable("STATIC_ROOT", "var/static", "Folder of collected static files."),
        Variable(
            "DATASET_FILES", "var/dataset", "Folder of finished files of the dataset; may be emptied at any time."
        ),
        Variable(
            "PERSISTED_QUERIES",
            "var/queries",
            "Folder of queries that clients name by their hash; may be emptied at any time, unused with `REDIS_URL`.",
        ),
        Variable("DATASET_SPACE", "4096", "Megabytes that these files may take; the oldest go first."),
        Variable(
            "DATASET_VERSIONS",
            "var/versions",
            "Folder of the dataset's dated versions: keep it with the database. Machines must share it.",
        ),
        Variable(
            "DATASET_VERSIONS_EVERY",
            "month",
            "How often the worker publishes a version if the data has changed: `day`, `week`, `month`, `year` or"
            " `never`.",
        ),
        Variable("DATASET_VERSIONS_KEPT", "12", "Newest versions that are kept; the last one of each year always is."),
        Variable(
            "LICENCE",
            "https://creativecommons.org/licenses/by-sa/3.0/igo/",
            "Address of the licence of the data; it stands in documents, in the dataset's description and in headers.",
        ),
        Variable("PUBLISHER", "Accord", "Organisation that publishes the data, as it is cited."),
        Variable(
            "IATI_ORGANISATION",
            "XX-ACCORD",
            "Identifier of the publisher in IATI, such as `XM-DAC-41304`; identifiers of activities begin with it.",
        ),
        Variable("IATI_ORGANISATION_TYPE", "90", "Type of the publisher: a code of IATI's list OrganisationType."),
        Variable(
            "IATI_SECONDARY_REPORTER",
            "off",
            "Whether the publisher reports what other organisations are responsible for.",
        ),
        Variable(
            "IATI_SECTORS",
            "16061",
            "Purpose codes of the OECD that hold for all activities, in equal parts, separated by commas: 16061 is"
            " culture and recreation, 16066 culture.",
        ),
        Variable(
            "SEND_FILES",
            "accord",
            "Who sends an uploaded file once Accord allows it: `accord` itself, or the web server before it, told by"
            " the header `X-Accel-Redirect` (nginx, Caddy) or `X-Sendfile` (Apache).",
        ),
        Variable(
            "DEBUG",
            "on",
            "Error pages with source code; development only, never read in production.",
        ),
        Variable("LOG_LEVEL", "INFO", "Least severe level that is logged."),
        Variable("LOG_FORMAT", "text", "Form of the log: `text` for people, or `json`, one object a line."),
        Variable("SLOW_SECONDS", "5", "Time after which a request is logged as slow, by its route; 0: none is."),
        Variable("SENTRY_DSN", "", "Where a Sentry takes reports of errors (production); without it, none are sent."),
        Variable("BIND", "127.0.0.1", "Network address that gunicorn listens on."),
        Variable("PORT", "8000", "Port that gunicorn listens on."),
        Variable("WEB_CONCURRENCY", "2", "Web processes, each with its own replica."),
        Variable("WEB_THREADS", "8", "Threads in each web process."),
        Variable(
            "CLIENT_SECONDS",
            "60",
            "Seconds of work that one client without account or key may cause in a minute; 0: any.",
        ),
        Variable("CHANGES_SOCKET", "var/changes.sock", "Unix socket between the web and the machine's stream server."),
        Variable(
            "CHANGES_STREAMS",
            "500",
            "Streams of /changes/stream that are open at the same time, a fiftieth of them of one client; others ask"
            " again every 15 seconds.",
        ),
        Variable("SPARQL_SOCKET", "var/sparql.sock", "Unix socket between the web and the machine's query server."),
        Variable("SPARQL_WORKERS", "6", "Queries of /sparql that run at the same time; more are asked to come back."),
        Variable("SPARQL_SECONDS", "10", "Time after which a query is stopped."),
        Variable("SPARQL_MEMORY", "192", "Megabytes that a query may need beside the data."),
        Variable("SPARQL_RESULT", "32", "Megabytes that an answer may have; a larger one is refused, never cut."),
        Variable("SANDBOX_WORKERS", "2", "Uploaded files and pictures that are read at the same time; more wait."),
        Variable("SANDBOX_SECONDS", "20", "Seconds of the processor that reading one of them may take."),
        Variable("SANDBOX_MEMORY", "768", "Megabytes that reading one of them may need."),
        Variable(
            "FORWARDED_ALLOW_IPS",
            "127.0.0.1,::1",
            "Proxies whose X-Forwarded-Proto and X-Forwarded-For headers are believed.",
        ),
        Variable(
            "REDIS_URL",
            "",
            "A Redis that web processes share caches and rate limits in, such as `redis://localhost:6379/0`;"
            " empty: each has its own caches, and those of a machine share the limits.",
        ),
        Variable(
            "SHARED_CACHE_SECONDS",
            "0",
            "How long a CDN may show an answer of GraphQL without asking, at most 3600: what is hidden stays there as"
            " long.",
        ),
        Variable(
            "GRAPHQL_ORIGINS",
            "*",
            "Sites whose scripts may read GraphQL's answers, such as `https://example.org`, separated by commas;"
            " `*`: all. Assistants in browsers may ask `/mcp` from those that are named, and from this site.",
        ),
        Variable(
            "GRAPHQL_INTROSPECTION",
            "on",
            "Whether GraphQL answers questions about its schema and suggests names; its text is published either way.",
        ),
        Variable(
            "GRAPHQL_OPERATIONS",
            "on",
            "Whether answers of GraphQL are logged and summed up by partner and operation: names, hashes, cost and"
            " time, never variables or addresses.",
        ),
        Variable(
            "METRICS_TOKEN",
            "",
            "Who sends it as `Authorization: Bearer` gets /metrics; without it and METRICS_FROM, there are no metrics.",
        ),
        Variable(
            "METRICS_FROM",
            "",
            "Addresses or networks that get /metrics without a token, separated by commas.",
        ),
        Variable(
            "PURGE",
            "",
            "Caches that are told which answers have changed, separated by commas: `fastly:SERVICE:TOKEN`,"
            " `cloudflare:ZONE:TOKEN`, `varnish:ADDRESS` (with xkey), `json:ADDRESS`.",
        ),
        Variable(
            "NOTICES_ANYWHERE",
            "off",
            "Whether webhooks may lead to private addresses and over http: for development only.",
        ),
        Variable(
            "HTTPS_ONLY",
            "on",
            "Redirect to https and send cookies over https only (production).",
        ),
        Variable("SESSION_HOURS", "12", "Hours after which everybody signs in again."),
        Variable("SESSION_IDLE_MINUTES", "60", "Minutes without a request after which a session ends."),
        Variable(
            "SECOND_FACTOR",
            "offered",
            "Whether who signs in with a password may have a second factor (`offered`), or must (`required`).",
        ),
        Variable("OIDC_SERVER", "", "Address of the organisation's OpenID Connect provider, at which people sign in."),
        Variable("OIDC_CLIENT_ID", "", "Name under which the provider knows Accord."),
        Variable("OIDC_CLIENT_SECRET", "", "Secret that the provider gave for it."),
        Variable("OIDC_NAME", "single sign-on", "Name of the provider on the button for signing in."),
        Variable(
            "OIDC_GROUPS",
            "",
            "Groups that follow from a claim, separated by commas: `value of the claim=name of the group`.",
        ),
        Variable("OIDC_GROUPS_CLAIM", "groups", "Claim in which the provider names groups."),
        Variable("OIDC_ONLY", "off", "Whether nobody signs in with a password."),
        Variable("EMAIL_HOST", "localhost", "Mail server (production)."),
        Variable("EMAIL_PORT", "25", "Port of the mail server."),
        Variable("EMAIL_HOST_USER", "", "User at the mail server, if it wants one."),
        Variable("EMAIL_HOST_PASSWORD", "", "Password at the mail server."),
        Variable("EMAIL_USE_TLS", "off", "Whether to speak STARTTLS with it."),
        Variable(
            "SECURITY_CONTACT",
            "",
            "Where to report a weakness, such as `mailto:security@example.org`; shown in /.well-known/security.txt.",
        ),
        Variable("DEFAULT_FROM_EMAIL", "accord@localhost", "Sender of mails to editors."),
        Variable(
            "TEST_DATABASE",
            "sqlite",
            "Database of the tests: `sqlite` or the address of a PostgreSQL server.",
        ),
        Variable("CHROMIUM", "", "Chromium for the browser tests; empty means the one on PATH."),
        Variable(
            "SCREENSHOTS",
            "",
            "A folder into which browser tests write pictures of what they see; empty means none.",
        ),
    )
}


def read_file(path: Path) -> dict[str, str]:
    """Return the values of a file with lines NAME=value, or nothing if it does not exist. Raises `Misconfigured`."""
    if not path.is_file():
        return {}
    values = {}
    for number, raw in enumerate(path.read_text("utf-8").splitlines(), start=1):
        line = raw.strip().removeprefix("export ")
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals:
            raise Misconfigured(f"Line {number} of {path} is not of the form NAME=value: correct it.")
        values[name.strip()] = _unquoted(value.strip())
    return values


def require_strong_key(key: str) -> None:
    """Raise `Misconfigured` if the key is easy to guess, because it lets its owner log in as any user."""
    if len(key) < FEWEST_CHARACTERS or len(set(key)) < FEWEST_DIFFERENT or key.startswith("django-insecure-"):
        raise Misconfigured(
            f"SECRET_KEY is too easy to guess: set it to {FEWEST_CHARACTERS} random characters or more, such as"
            ' `python3 -c "import secrets; print(secrets.token_urlsafe(50))"` prints.'
        )


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


class Environment:
    """Typed access to the declared variables; an empty value counts as not set."""

    def __init__(self, *sources: Mapping[str, str]) -> None:
        self.use(*sources)

    def use(self, *sources: Mapping[str, str]) -> None:
        """Take each value from the first of these sources that has it."""
        self._values = {
            name: value.strip() for source in reversed(sources) for name, value in source.items() if value.strip()
        }

    def given(self) -> dict[str, str]:
        """Return the declared variables that a source sets, without the defaults."""
        return {name: self._values[name] for name in VARIABLES if name in self._values}

    def require(self) -> None:
        """Raise `Misconfigured` if a variable is not set that production requires."""
        missing = [
            variable.name
            for variable in VARIABLES.values()
            if variable.required_in_production and variable.name not in self._values
        ]
        if missing:
            raise Misconfigured(
                f"Set {', '.join(missing)} in the environment or in {OPERATOR_FILE}"
                " before starting in production; docs/operators.md says how."
            )

    def text(self, name: str) -> str:
        default = VARIABLES[name].default
        return self._values.get(name) or re.sub(r"\{(\w+)\}", lambda other: self.text(other[1]), default)

    def names(self, name: str) -> list[str]:
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    def choice(self, name: str, *allowed: str) -> str:
        value = self.text(name)
        if value not in allowed:
            raise Misconfigured(f"{name} is {value!r}: set it to one of {', '.join(allowed)}.")
        return value

    def flag(self, name: str) -> bool:
        return SWITCH[self.choice(name, *SWITCH)]

    def number(self, name: str, at_most: int | None = None) -> int:
        value = self.text(name)
        if not value.isascii() or not value.isdecimal():
            raise Misconfigured(f"{name} is {value!r}: set it to a whole number.")
        if at_most is not None and int(value) > at_most:
            raise Misconfigured(f"{name} is {value}: set it to {at_most} at most.")
        return int(value)

    def path(self, name: str) -> Path:
        return BASE_DIR / self.text(name)

    def pattern(self, name: str) -> str:
        """Return an address in which {path} and {lang} stand behind the host, or "". Raises `Misconfigured`."""
        value = self.text(name)
        filled = value.replace("{path}", "x").replace("{lang}", "x")
        is_whole = (
            ADDRESS.fullmatch(filled.partition("?")[0]) and "{" not in value.partition("://")[2].partition("/")[0]
        )
        if value and not (is_whole and "{path}" in value and "{" not in filled):
            sentence = f"{name} is {value!r}: set it to an address such as https://example.org/{{lang}}/{{path}}."
            raise Misconfigured(sentence)
        return value

    def address(self, name: str) -> str:
        """Return an http address without a slash at its end, so that paths can be appended. Raises `Misconfigured`."""
        value = self.text(name)
        if not ADDRESS.fullmatch(value):
            raise Misconfigured(f"{name} is {value!r}: set it to an address such as https://example.org.")
        return value.rstrip("/")


env = Environment(os.environ)
