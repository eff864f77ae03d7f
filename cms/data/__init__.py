"""Content that comes with Accord, as data files that anyone can read and edit, and what loads them.

`reference/` holds countries, themes, conventions and the like, `sample/` the sample programme. In come CSV and TOML
files, out go rows and pages; a mistake in a file is reported with the file, the line or key, and what is expected.
"""
