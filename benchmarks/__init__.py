"""Measurements and comparisons with peers, each in a fresh process on a database of generated content.

`python -m benchmarks` runs them all. No test asserts a time: machines differ, so ratios come first.
"""
