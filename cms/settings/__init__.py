"""Django settings: base is safe by default, and dev, test and production override it."""
