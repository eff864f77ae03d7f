"""Examine everything, or only what a start can be told at once."""

import logging
from collections.abc import Iterator

from cms.operations.doctor.configuration import configuration, is_local, user
from cms.operations.doctor.database import database
from cms.operations.doctor.findings import Examination, Finding, Level
from cms.operations.doctor.folders import folders
from cms.operations.doctor.services import services

logger = logging.getLogger(__name__)

OF_MACHINE: tuple[Examination, ...] = (configuration, user, folders)
OF_EVERYTHING: tuple[Examination, ...] = (*OF_MACHINE, database, services)
SEVERITY = {Level.FAULT: logging.ERROR, Level.ADVICE: logging.WARNING}


def examine(examinations: tuple[Examination, ...] = OF_EVERYTHING) -> Iterator[Finding]:
    for examination in examinations:
        yield from examination()


def at_start() -> None:
    """Log what is wrong with settings and folders. The rest is examined where it is used, and may come up later.

    Who only tries Accord out gets no advice for production.
    """
    logged = {Level.FAULT} if is_local() else {Level.FAULT, Level.ADVICE}
    for finding in examine(OF_MACHINE):
        if finding.level in logged:
            logger.log(SEVERITY[finding.level], "%s", finding)
