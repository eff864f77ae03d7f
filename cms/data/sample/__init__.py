"""The sample programme, for demonstration and learning, which `load_demo` writes.

A page is one TOML file in the folder of its kind; README.md says how to edit it. The files become rows, pages and
pictures, each of which is created only once.
"""
