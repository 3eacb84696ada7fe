frappe.listview_settings["Volunteer Project"] = {
	add_fields: ["is_risky", "end_date"],

	onload(listview) {
		// The project library 项目库: what was approved, running or done.
		listview.page.add_inner_button(__("Project Library"), () => {
			listview.filter_area.clear().then(() => {
				listview.filter_area.add([
					[
						"Volunteer Project",
						"workflow_state",
						"in",
						["Recruiting", "In Progress", "Completed", "Closed"],
					],
				]);
			});
		});
	},

	// Beside the category: a formatter of the title would take the row's box and link away.
	formatters: {
		category(value, df, doc) {
			const risk = doc.is_risky ? ` <span class="indicator-pill orange">${__("Risk")}</span>` : "";
			return `<span>${__(value || "")}${risk}</span>`;
		},
	},
};
