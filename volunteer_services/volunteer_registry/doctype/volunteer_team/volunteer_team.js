volunteer_services.link_filters.describe("Volunteer Team", {
	parent_volunteer_team: __("Teams that exist"),
	site: __("Active sites"),
});

frappe.ui.form.on("Volunteer Team", {
	setup(frm) {
		frm.set_query("parent_volunteer_team", () => ({
			filters: { workflow_state: ["not in", ["Rejected", "Dissolved"]], name: ["!=", frm.docname || ""] },
		}));
		frm.set_query("site", () => ({ filters: { status: "Active" } }));
	},

	async refresh(frm) {
		const levels = await frappe.xcall("volunteer_services.api.trees.team_levels");
		frm.fields_dict.team_level.set_data(levels);
		if (frm.is_new()) return;
		frm.add_custom_button(__("Team Members"), () =>
			frappe.set_route("List", "Team Membership", { team: frm.docname })
		);
		frm.add_custom_button(__("Add Member"), () =>
			frappe.new_doc("Team Membership", { team: frm.docname })
		);
	},
});
