"""The translators' desk: the original beside each field with its changes, files for translators' tools, coverage.

Which fields hold text follows from the declarations.
"""
