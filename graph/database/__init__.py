"""Ask and change large tables: thousands of ids in one query, and long jobs in short transactions.

Input: ids, and jobs of many items. Output: expressions and SQL for both databases; the size of a transaction.
"""

from graph.database.among import as_text, dashed, listed
from graph.database.pace import AIM, Pace, collector_off, give_way

__all__ = ["AIM", "Pace", "as_text", "collector_off", "dashed", "give_way", "listed"]
