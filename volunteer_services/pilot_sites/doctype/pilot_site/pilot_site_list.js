frappe.listview_settings["Pilot Site"] = {
	add_fields: ["workflow_state", "next_due_on", "progress", "starts_on", "ends_on"],
	hide_name_column: true,

	get_indicator(doc) {
		const state = doc.workflow_state;
		const colour = {
			Candidate: "light-blue",
			Preparing: "blue",
			Designated: "green",
			Active: "cyan",
			Concluded: "purple",
			Withdrawn: "gray",
			"Plaque Revoked": "red",
		}[state];
		return [__(state, null, "Pilot Site"), colour || "gray", `workflow_state,=,${state}`];
	},

	// A day that is past stands in red.
	formatters: {
		next_due_on(value) {
			if (!value) return "";
			const is_late = value < frappe.datetime.get_today();
			return `<span class="${is_late ? "text-danger" : ""}">${frappe.datetime.str_to_user(value)}</span>`;
		},
	},

	onload(listview) {
		const only = (filters) => listview.filter_area.clear().then(() => listview.filter_area.add(filters));
		listview.page.add_inner_button(__("Overdue Milestones"), () =>
			only([
				["Pilot Site", "workflow_state", "in", ["Designated", "Active"]],
				["Pilot Site", "next_due_on", "<", frappe.datetime.get_today()],
			])
		);
		listview.page.add_menu_item(__("Waiting for a Decision"), () =>
			only([["Pilot Site", "workflow_state", "in", ["Candidate", "Preparing"]]])
		);
		listview.page.add_menu_item(__("Pilot Sites by State"), () =>
			frappe.set_route("List", "Pilot Site", "Kanban", "Pilot Sites by State")
		);
	},
};
