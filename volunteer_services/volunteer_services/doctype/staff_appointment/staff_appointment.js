// What a role is appointed to: ``scope_type`` and, for regions, their ``levels``.
const fitting = (role) => volunteer_services.told.appointments?.[role] || { levels: [] };

volunteer_services.link_filters.describe("Staff Appointment", {
	user: __("Users who may log in"),
	scope: __("Regions, sites and teams for this role"),
});

frappe.ui.form.on("Staff Appointment", {
	setup(frm) {
		frm.set_query("user", () => ({ filters: { enabled: 1 } }));
		frm.set_query("scope", () => {
			const { levels } = fitting(frm.doc.role);
			return levels.length ? { filters: { region_level: ["in", levels] } } : {};
		});
	},

	role(frm) {
		const { scope_type } = fitting(frm.doc.role);
		if (scope_type && scope_type !== frm.doc.scope_type) {
			frm.set_value({ scope_type, scope: null });
		}
	},
});
