"""The texts to translate.

Input: the sources (Python, templates, worked queries) and the declarations of all types. Output: a catalogue for each
language in `locale/`, with its compiled form, and a list of what is wrong with it.
"""
