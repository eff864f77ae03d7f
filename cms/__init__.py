"""The content models, the admin for editors, and the settings that combine all packages."""
