"""A sample programme to look at and to learn with: `load_demo` writes it.

A page is one TOML file in the folder of its kind; README.md says how to edit it. In come the files, out go rows, pages
and pictures that are made once.
"""
