"""Content that comes with Accord, as data files that anyone can read and edit, and the code that loads them.

`reference/` holds countries, themes, conventions and other reference data, `sample/` the sample programme. CSV and
TOML files become rows and pages; a mistake is reported with the file, the line or key, and the expected value.
"""
