"""Settings for tests, independent of the machine's environment and files.

Only the variables made for tests are read from the environment.
"""

import tempfile
from pathlib import Path

from cms.settings.environment import env

# Removed with its contents when the process ends.
_removed_at_exit = tempfile.TemporaryDirectory(prefix="accord-tests-")
_scratch = Path(_removed_at_exit.name)

_for_tests = {name: env.text(name) for name in ("TEST_DATABASE", "CHROMIUM", "SCREENSHOTS")}
_on_sqlite = _for_tests["TEST_DATABASE"] == "sqlite"
env.use(
    _for_tests,
    {
        "SECRET_KEY": "for tests only",
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "GRAPH_BASE_IRI": "http://testserver",
        "DATABASE_URL": f"sqlite:///{_scratch}/accord.sqlite3" if _on_sqlite else _for_tests["TEST_DATABASE"],
        "MEDIA_ROOT": f"{_scratch}/media",
        "STATIC_ROOT": f"{_scratch}/static",
        "DATASET_FILES": f"{_scratch}/dataset",
        "DATASET_VERSIONS": f"{_scratch}/versions",
        "DATASET_VERSIONS_EVERY": "never",
        "PERSISTED_QUERIES": f"{_scratch}/queries",
        "CHANGES_SOCKET": f"{_scratch}/changes.sock",
        "SPARQL_SOCKET": f"{_scratch}/sparql.sock",
        "LOG_LEVEL": "WARNING",
        "GRAPHQL_OPERATIONS": "off",
        # No limit, because all requests of tests come from one address.
        "CLIENT_SECONDS": "0",
    },
)

from cms.settings.base import *

# A file and not memory, because threads and processes share it as they share the real database.
DATABASES["default"]["TEST"] = {"NAME": f"{_scratch}/test.sqlite3" if _on_sqlite else "test_accord"}
if _on_sqlite:
    # Nothing in a test database has to survive a crash of the machine.
    DATABASES["default"]["OPTIONS"]["init_command"] += (
        "PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536;"
    )
SANDBOX = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# WhiteNoise would warn about a missing folder.
STATIC_ROOT.mkdir()
# Updates of Wagtail's reference index and search index take half of the time of saving a page, so they are off. Tests
# that read these indexes are marked `wagtail_indexes`.
TASKS["default"] = {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}
