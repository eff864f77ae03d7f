"""Reports of errors to the operator's Sentry: where and with which traceback, never who or what was sent."""

from typing import Any

from cms.settings.environment import Misconfigured
from cms.settings.log_lines import current_request

KEPT_HEADERS = {"Host", "Accept", "Accept-Language", "Content-Type", "User-Agent"}


def report_errors(dsn: str) -> None:
    """Begin to send reports. Raises `Misconfigured`."""
    try:
        import sentry_sdk
    except ImportError:
        raise Misconfigured("SENTRY_DSN is set without sentry-sdk: install requirements-production.lock.") from None
    try:
        sentry_sdk.init(
            dsn=dsn,
            send_default_pii=False,
            include_local_variables=False,
            max_request_body_size="never",
            traces_sample_rate=0,
            before_send=without_visitors,
        )
    except sentry_sdk.utils.BadDsn as error:
        raise Misconfigured(f"SENTRY_DSN is not the address of a project in Sentry: {error}.") from None


def without_visitors(event: Any, hint: Any) -> Any:
    """Name the request by its id, and leave out query, cookies, body and headers that could name somebody."""
    event.setdefault("tags", {})["request_id"] = current_request() or None
    request = event.get("request", {})
    for name in ("query_string", "cookies", "data", "env"):
        request.pop(name, None)
    request["headers"] = {name: value for name, value in request.get("headers", {}).items() if name in KEPT_HEADERS}
    event.pop("user", None)
    return event
