"""Generation of synthetic programmes of any size for measurements and demonstrations.

Each project depends only on the seed and its own number. So the same seed gives the same content, a larger programme
contains the smaller one of the same seed, and an interrupted run can be continued.
"""
