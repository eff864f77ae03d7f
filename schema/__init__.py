"""The GraphQL API, built from the registry and answered from the replica."""
