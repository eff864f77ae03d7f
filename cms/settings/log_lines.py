"""The lines of the log, for people or as JSON, with the name of the request that caused them."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from typing import Any

import orjson

OF_EVERY_RECORD = {*vars(logging.makeLogRecord({})), "message", "asctime", "request_id"}


def current_request() -> str:
    """Return the name of the request that is answered. The log begins before the module of names can be loaded."""
    names = sys.modules.get("graph.monitoring.request_ids")
    return names.current() if names else ""


class RequestIdFilter(logging.Filter):
    """Adds the name of the request to a record, so that formats can show it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request() or "-"
        return True


class JSONFormatter(logging.Formatter):
    """One JSON object a line, with what a call gave as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "process": record.process,
            "request_id": current_request() or None,
        }
        line |= {name: value for name, value in vars(record).items() if name not in OF_EVERY_RECORD}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
