"""A sample programme to look at and to learn with: `load_demo` writes it.

Dates, countries, donors and amounts are those of real programmes under the 2005 Convention;
the sentences are our own. Titles are, too, so that importing a page of the programmes' old
site makes a page of its own. What is invented says so.
"""
