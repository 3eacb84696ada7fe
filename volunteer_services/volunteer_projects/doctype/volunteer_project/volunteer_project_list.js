frappe.listview_settings["Volunteer Project"] = {
	add_fields: ["is_risky", "end_date"],

	onload(listview) {
		const only = (...filter) => listview.filter_area.clear().then(() => listview.filter_area.add([["Volunteer Project", ...filter]]));
		const library = __("Project Library");
		listview.page.add_inner_button(__("Templates"), () => only("is_library_item", "=", 1), library);
		listview.page.add_inner_button(
			__("Approved Projects"),
			() => only("workflow_state", "in", ["Recruiting", "In Progress", "Completed", "Closed"]),
			library
		);
		listview.page.add_inner_button(__("Open Proposals"), () => only("proposal_status", "=", "Proposed"), library);
		if (frappe.model.can_create("Volunteer Project")) {
			listview.page.add_inner_button(__("New from a Template"), volunteer_services.projects.from_library, library);
		}
	},

	// Beside the category: a formatter of the title would take the row's box and link away.
	formatters: {
		category(value, df, doc) {
			const risk = doc.is_risky ? ` <span class="indicator-pill orange">${__("Risk")}</span>` : "";
			return `<span>${__(value || "")}${risk}</span>`;
		},
	},
};
