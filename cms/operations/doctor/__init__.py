"""Examine an installation, `manage.py doctor`: what is missing, wrong or unsafe, and what to do about it.

Input: settings, database, folders and other processes. Output: findings, each of one sentence about the state and one
about the remedy.
"""

from cms.operations.doctor.examination import at_start, examine
from cms.operations.doctor.findings import Finding, Level

__all__ = ["Finding", "Level", "at_start", "examine"]
