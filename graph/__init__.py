"""Keep a mirror of public content as a graph, and publish it."""
