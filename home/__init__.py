"""The public website: browsing and resource pages."""
