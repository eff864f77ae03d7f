"""Ask the web of this container whether it is alive, as Docker's health check. Only the standard library is needed."""

import os
import sys
import urllib.request

host = os.environ.get("ALLOWED_HOSTS", "localhost").partition(",")[0]
address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/health/live"

try:
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Host": host}), timeout=4) as answer:
        sys.exit(answer.status != 200)
except OSError as error:
    sys.exit(f"{address} does not answer: {error}")
