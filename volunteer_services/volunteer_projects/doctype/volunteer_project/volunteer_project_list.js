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

	formatters: {
		project_name(value, df, doc) {
			const name = frappe.utils.escape_html(value);
			return doc.is_risky ? `${name} <span class="indicator-pill orange">${__("Risk")}</span>` : name;
		},
	},
};
