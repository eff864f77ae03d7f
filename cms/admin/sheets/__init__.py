"""Lists of pages as spreadsheets and back: columns follow from declarations, differences are shown first."""
