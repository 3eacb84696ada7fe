from frappe.model.document import Document


class PilotProgrammeSubmission(Document):
	"""How many submissions of a kind a programme wants of each site in a year."""
