// What the server told when the desk opened (foundation/desk.py). Without our roles most of it is missing.
frappe.provide("volunteer_services");

volunteer_services.told = frappe.boot.volunteer_services || {};

// Whether the user has a role of the group; groups and roles stand in foundation/roles.py.
volunteer_services.has_role = function (group) {
	const roles = volunteer_services.told.roles?.[group] || [];
	return frappe.session.user === "Administrator" || roles.some((role) => frappe.user.has_role(role));
};

// Whether the DocType, whose meta has been loaded, is one of this app.
volunteer_services.is_ours = function (doctype) {
	const meta = doctype && frappe.get_meta(doctype);
	return Boolean(meta) && frappe.boot.module_app?.[frappe.scrub(meta.module)] === "volunteer_services";
};
