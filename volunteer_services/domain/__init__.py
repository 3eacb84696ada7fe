"""The rules of volunteer service in plain Python: no frappe, no database, and the clock is passed in."""
