"""Export of page lists as spreadsheets, and import of edited sheets after a preview of their differences."""
