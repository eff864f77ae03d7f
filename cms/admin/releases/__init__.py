"""Releases of many pages at one moment, and the calendar of what comes and goes."""
