"""Facts that every installation starts with: `load_reference_data` writes those that are missing.

The files beside this one hold the facts and README.md says where they come from; editors may change all of the rows
afterwards.
"""
