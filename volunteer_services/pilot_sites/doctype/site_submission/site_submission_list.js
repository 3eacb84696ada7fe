frappe.listview_settings["Site Submission"] = {
	add_fields: ["workflow_state", "is_late", "year", "kind"],
	has_indicator_for_draft: true,
	has_indicator_for_cancelled: true,
	hide_name_column: true,

	get_indicator(doc) {
		const state = doc.workflow_state;
		const colour = {
			Draft: "gray",
			"Submitted for Review": doc.is_late ? "orange" : "light-blue",
			Returned: "yellow",
			Accepted: "green",
			Cancelled: "black",
		}[state];
		return [__(state, null, "Site Submission"), colour || "gray", `workflow_state,=,${state}`];
	},

	// On narrow screens the columns that follow are left out: kind and year stand before the site.
	formatters: {
		site_name(value, df, doc) {
			const kind = __(doc.kind, null, "Site Submission");
			return `<span>${kind} ${doc.year} · ${frappe.utils.escape_html(value || "")}</span>`;
		},
	},

	onload(listview) {
		listview.page.add_inner_button(__("Collection of a Year"), () => volunteer_services.submissions.collect({}));
		listview.page.add_menu_item(__("Waiting for a Decision"), () =>
			listview.filter_area
				.clear()
				.then(() => listview.filter_area.add([["Site Submission", "workflow_state", "=", "Submitted for Review"]]))
		);
	},
};
