"""The editors' desk for reviews by peers, updates by holders of projects, and comments of readers."""
