def get_data() -> dict:
	"""The connections are those of the DocType; their counts are those of the reader's scope."""
	return {"method": "volunteer_services.api.site_figures.connections"}
