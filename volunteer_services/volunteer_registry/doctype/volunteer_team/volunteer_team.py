from frappe.utils.nestedset import NestedSet


class VolunteerTeam(NestedSet):
	pass
