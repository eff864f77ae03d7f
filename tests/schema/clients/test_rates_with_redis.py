"""With Redis, all processes take from one budget, and never more than it holds."""

import re
import shutil
import subprocess
from multiprocessing import get_context

import pytest
from redis import Redis
from redis.backoff import ConstantBackoff
from redis.exceptions import ConnectionError as NoConnectionError
from redis.retry import Retry

from schema.clients import Client, rates
from schema.errors import ApiError

SERVER = shutil.which("redis-server")
CLIENT = Client("address 192.0.2.1")
PROCESSES, TRIES, COST, BUDGET = 2, 20, 10, 150

pytestmark = pytest.mark.skipif(SERVER is None, reason="there is no redis-server on this machine")


@pytest.fixture
def redis(settings, tmp_path):
    """A server of this test's own, behind a socket that nobody else knows."""
    socket = tmp_path / "redis.sock"
    command = [SERVER, "--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(tmp_path)]
    settings.REDIS_URL = f"redis+unix://{socket}"
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        waiting = Retry(ConstantBackoff(0.05), 100, supported_errors=(NoConnectionError, FileNotFoundError))
        Redis(unix_socket_path=str(socket), retry=waiting).ping()
        yield
        server.terminate()


def accepted(client, tries, cost):
    """How many of so many requests a process lets through."""
    passed = 0
    for _ in range(tries):
        try:
            rates.charge(client, cost)
        except ApiError:
            continue
        passed += 1
    return passed


def test_processes_share_one_budget(redis, settings):
    settings.GRAPHQL_LIMITS = {"rate": BUDGET}
    with get_context("fork").Pool(PROCESSES) as pool:
        passed = pool.starmap(accepted, [(CLIENT, TRIES, COST)] * PROCESSES, chunksize=1)
    assert sum(passed) == BUDGET // COST
    assert accepted(CLIENT, 1, COST) == 0
    assert accepted(Client("address 192.0.2.2"), 1, COST) == 1


@pytest.mark.django_db
def test_what_another_process_used_up_is_missing_here(redis, settings, post):
    settings.GRAPHQL_LIMITS = {"rate": BUDGET}
    with get_context("fork").Pool(1) as pool:
        assert pool.apply(accepted, (Client("address 127.0.0.1"), TRIES, COST)) == BUDGET // COST
    response = post("{ __typename }")
    assert response.status_code == 429
    left = re.match(r'"cost";r=(\d+);', response["RateLimit"])
    assert int(left[1]) < rates.EACH_REQUEST
