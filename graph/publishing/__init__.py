"""Publish the resources of the journal: serialisations, documents, dumps and the vocabulary."""
