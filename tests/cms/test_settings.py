"""Settings: what is declared, documented and refused."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.utils.translation import check_for_language

from cms.settings.databases import database
from cms.settings.environment import (
    BASE_DIR,
    VARIABLES,
    Environment,
    Misconfigured,
    Variable,
    read_file,
    require_strong_key,
)

PRODUCTION = {
    "SECRET_KEY": "n0t-4-real-0ne-but-l0ng-enough-for-the-check-of-its-length-xyz",
    "ALLOWED_HOSTS": "accord.example.org",
    "GRAPH_BASE_IRI": "https://accord.example.org",
}
WITHOUT_OPERATOR_FILE = (
    "from cms.settings import environment;environment.OPERATOR_FILE = environment.BASE_DIR / 'no such file';"
)


def run(code: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A fresh Python in which nothing but these variables is set."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=BASE_DIR,
        env={"PATH": os.defpath, **variables},
        capture_output=True,
        text=True,
        timeout=60,
    )


def documented(variable: Variable) -> str:
    default = f"`{variable.default}`" if variable.default else "–"
    required = " **Required in production.**" if variable.required_in_production else ""
    return f"| `{variable.name}` | {default} | {variable.help}{required} |"


def test_the_operators_guide_lists_exactly_the_declared_variables():
    guide = (BASE_DIR / "docs/operators.md").read_text("utf-8")
    rows = re.findall(r"^\| `[A-Z_]+` \|.*$", guide, flags=re.MULTILINE)
    assert rows == [documented(variable) for variable in VARIABLES.values()]


def test_nothing_else_reads_the_environment():
    reading = re.compile(r"getenv|environ\.get|environ\[[^]]*\](?! = )")
    sources = [BASE_DIR / "manage.py", BASE_DIR / "gunicorn.conf.py"]
    for package in ("cms", "graph", "schema", "home", "search"):
        sources += (BASE_DIR / package).rglob("*.py")
    assert [str(path) for path in sources if reading.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("missing", PRODUCTION)
def test_production_stops_with_one_sentence_when_a_variable_is_missing(missing):
    given = {name: value for name, value in PRODUCTION.items() if name != missing}
    result = run(WITHOUT_OPERATOR_FILE + "import cms.settings.production", **given)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith(f"Set {missing} in the environment or in ")


@pytest.mark.parametrize("key", ["x", "x" * 60, "abcd" * 20, f"django-insecure-{PRODUCTION['SECRET_KEY']}"])
def test_production_stops_with_one_sentence_when_the_key_could_be_guessed(key):
    with pytest.raises(Misconfigured, match="^SECRET_KEY is too easy to guess: set it to 50 random characters or more"):
        require_strong_key(key)
    require_strong_key(PRODUCTION["SECRET_KEY"])


def test_production_asks_for_a_strong_key():
    result = run(WITHOUT_OPERATOR_FILE + "import cms.settings.production", **PRODUCTION | {"SECRET_KEY": "x"})
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert result.stderr.startswith("SECRET_KEY is too easy to guess")


def test_production_with_its_variables_passes_the_deployment_check():
    code = "from django.core.management import execute_from_command_line as run;"
    code += "run(['manage.py', 'check', '--deploy', '--tag', 'security'])"
    result = run(
        WITHOUT_OPERATOR_FILE + code,
        DJANGO_SETTINGS_MODULE="cms.settings.production",
        **PRODUCTION,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert "no issues" in result.stdout


def test_production_never_debugs_whatever_the_environment_says():
    code = "import cms.settings.production as settings; print(settings.DEBUG)"
    assert run(WITHOUT_OPERATOR_FILE + code, DEBUG="on", **PRODUCTION).stdout == "False\n"


def test_tests_do_not_depend_on_the_machine_they_run_on():
    code = "import cms.settings.test as settings;"
    code += "print(settings.GRAPH_BASE_IRI, settings.DATABASES['default']['ENGINE'])"
    result = run(code, GRAPH_BASE_IRI="https://a.org", DATABASE_URL="postgresql://b/c")
    assert result.stdout == "http://testserver django.db.backends.sqlite3\n"


def test_every_content_language_is_one_that_django_has_texts_for():
    codes = [code for code, _ in settings.LANGUAGES]
    assert codes == ["en", "fr", "es", "ar", "ru", "zh-hans"]
    assert all(check_for_language(code) for code in codes)


def test_the_first_source_that_has_a_value_wins_and_empty_is_not_a_value():
    environment = Environment({"PORT": " "}, {"PORT": "9000"}, {"PORT": "9001", "BIND": "::1"})
    assert environment.number("PORT") == 9000
    assert environment.text("BIND") == "::1"


def test_a_default_follows_the_variable_that_it_names():
    environment = Environment({"PORT": "9000"})
    assert environment.address("WAGTAILADMIN_BASE_URL") == "http://localhost:9000"


def test_an_address_loses_the_slash_at_its_end():
    environment = Environment({"GRAPH_BASE_IRI": "https://accord.example.org/graph/"})
    assert environment.address("GRAPH_BASE_IRI") == "https://accord.example.org/graph"


@pytest.mark.parametrize(
    ("reader", "name", "value"),
    [
        ("number", "PORT", "eighty"),
        ("number", "PORT", "-1"),
        ("number", "PORT", "²"),
        ("flag", "HTTPS_ONLY", "maybe"),
        ("address", "GRAPH_BASE_IRI", "accord.example.org"),
        ("address", "GRAPH_BASE_IRI", "https://"),
        ("address", "GRAPH_BASE_IRI", "https://accord.example.org/?a=b"),
        ("address", "GRAPH_BASE_IRI", "https://accord.example.org/#a"),
        ("address", "GRAPH_BASE_IRI", "https://accord example.org"),
    ],
)
def test_a_wrong_value_is_refused_by_name(reader, name, value):
    with pytest.raises(Misconfigured, match=f"^{name} is .*: set it to"):
        getattr(Environment({name: value}), reader)(name)


def test_a_variable_that_is_not_declared_cannot_be_read():
    with pytest.raises(KeyError):
        Environment({"EDITOR": "vi"}).text("EDITOR")


def test_a_file_may_have_comments_quotes_and_equals_signs(tmp_path):
    path = tmp_path / ".env"
    path.write_text("# comment\n\nexport BIND = '::1'\nSECRET_KEY=a#b=c\"\n", "utf-8")
    assert read_file(path) == {"BIND": "::1", "SECRET_KEY": 'a#b=c"'}


def test_a_line_that_sets_nothing_is_refused_by_number(tmp_path):
    path = tmp_path / ".env"
    path.write_text("PORT=1\nBIND\n", "utf-8")
    with pytest.raises(Misconfigured, match=r"^Line 2 of .* is not of the form"):
        read_file(path)


def test_sqlite_waits_for_other_writers_instead_of_failing(tmp_path):
    config = database(f"sqlite:///{tmp_path}/new/accord.sqlite3")
    assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert config["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in config["OPTIONS"]["init_command"]
    assert config["CONN_MAX_AGE"] is None
    assert config["NAME"].parent.is_dir()


@pytest.mark.parametrize("mode", [None, 0o644])
def test_nobody_else_on_the_machine_reads_the_database(tmp_path, mode):
    path = tmp_path / "var" / "accord.sqlite3"
    if mode:
        path.parent.mkdir()
        path.touch(mode)
        path.chmod(mode)
    database(f"sqlite:///{path}")
    assert path.stat().st_mode & 0o777 == 0o600
    if not mode:
        assert path.parent.stat().st_mode & 0o066 == 0


def test_a_relative_sqlite_path_starts_at_the_checkout():
    assert database("sqlite:///var/accord.sqlite3")["NAME"] == BASE_DIR / "var/accord.sqlite3"


@pytest.mark.parametrize("url", ["mysql://host/name", "sqlite://:memory:", "nonsense"])
def test_another_database_is_refused(url):
    with pytest.raises(Misconfigured, match="^DATABASE_URL is not the address of"):
        database(url)
