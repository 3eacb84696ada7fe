"""A walk through every whitelisted method of the running engine, as every kind of user (design §4)."""
