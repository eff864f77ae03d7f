"""Full-text search over public resources."""
