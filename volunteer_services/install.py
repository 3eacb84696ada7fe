def after_install() -> None:
	"""Make the defaults that the app needs."""
