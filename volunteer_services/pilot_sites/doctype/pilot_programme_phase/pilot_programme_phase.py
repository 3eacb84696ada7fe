from frappe.model.document import Document


class PilotProgrammePhase(Document):
	"""A phase of a programme; phases may overlap."""
