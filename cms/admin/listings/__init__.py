"""Lists for each page type of the graph, with columns and filters that follow from its declarations."""
