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

	// Beside the day: a formatter of the title would take the row's box and link away.
	formatters: {
		start_date(value, df, doc) {
			const day = frappe.datetime.str_to_user(value) || "";
			const risk = doc.is_risky ? ` <span class="indicator-pill orange">${__("Risk")}</span>` : "";
			return `<span>${day}${risk}</span>`;
		},
	},
};
