"""The reference data that every installation starts with; `load_reference_data` creates missing rows.

The data files are in this folder, and README.md says where their facts come from. Editors may change all rows
afterwards.
"""
