def make_demo() -> None:
	"""Fill the site with demo data."""


def logins() -> list[dict[str, str]]:
	"""Demo users: role, role in Chinese, user, password."""
	return []
