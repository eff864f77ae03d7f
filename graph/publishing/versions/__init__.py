"""Publish dated versions of the dataset, whose files never change.

Input: the journal at one number. Output: a folder of files for each version, with digests and the difference from the
version before; rows in the database that say which versions there are. What is suppressed later is taken out: the
files are made again from the journal, under another name, and until then the version is refused.
"""
