"""Exchange with other platforms: their codes, their columns, their limits."""
