"""Synthetic programmes: as large as measurements and demonstrations want them, the same for the same seed.

Each project follows from the seed and its own number alone. So a larger programme holds the smaller one of the same
seed, and a run that was interrupted goes on where it stopped.
"""
