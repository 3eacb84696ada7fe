const SCOPE_TYPES = {
	"Volunteer Team Leader": "Volunteer Team",
	"Volunteer Site Manager": "Service Site",
	"Volunteer District Officer": "Service Region",
	"Volunteer City Officer": "Service Region",
};
const REGION_LEVELS = {
	"Volunteer District Officer": ["District", "Street"],
	"Volunteer City Officer": ["City", "Province"],
};

frappe.ui.form.on("Staff Appointment", {
	setup(frm) {
		frm.set_query("user", () => ({ filters: { enabled: 1 } }));
		frm.set_query("scope", () => {
			const levels = REGION_LEVELS[frm.doc.role];
			return levels ? { filters: { region_level: ["in", levels] } } : {};
		});
	},

	role(frm) {
		const scope_type = SCOPE_TYPES[frm.doc.role];
		if (scope_type && scope_type !== frm.doc.scope_type) {
			frm.set_value({ scope_type, scope: null });
		}
	},
});
