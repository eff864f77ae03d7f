"""How the journal's resources leave the house: serialisations, documents, dumps, vocabulary."""
