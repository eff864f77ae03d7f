"""Full-text search over what is public."""
