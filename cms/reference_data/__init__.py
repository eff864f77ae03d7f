"""Facts that every installation starts with, as data: `load_reference_data` writes them.

Each module says where its facts come from. Editors may change all of them afterwards.
"""
