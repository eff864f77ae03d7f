"""The mirror of public content as a graph, and everything published from it."""
