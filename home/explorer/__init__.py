"""The graph explorer: opened resources with their neighbours, and the paths between two, as a drawing and as lists.

An address names what is opened (`node`), what is kept (`type`, `link`) and where paths lead (`to`). The network that
follows from it (`network.py`) is drawn by a script, stands on the page as lists of links, and is given as JSON and
GraphML.
"""
