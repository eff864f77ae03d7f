"""Operations on many pages: planned and confirmed first, run with a transaction for each page, undone as a whole."""
