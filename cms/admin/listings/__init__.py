"""A list for each type of page in the graph, with the columns and filters that follow from its declarations."""
