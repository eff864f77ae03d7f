"""What editors work with, and the settings that put the packages together."""
