"""Run the worker's jobs, `manage.py work`.

Input: the time. Output: scheduled pages published, the graph up to date, records checked, and a query server that runs.
"""
