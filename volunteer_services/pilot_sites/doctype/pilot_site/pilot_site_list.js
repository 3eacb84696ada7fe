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

	// On narrow screens the columns that follow are left out: the day stands beside the milestone. Red when past.
	formatters: {
		next_milestone(value, df, doc) {
			if (!doc.next_due_on || !["Designated", "Active"].includes(doc.workflow_state)) return "";
			const colour = doc.next_due_on < frappe.datetime.get_today() ? "text-danger" : "";
			const parts = [frappe.utils.escape_html(value || "")];
			if (!volunteer_services.lists.shows("next_due_on")) parts.push(frappe.datetime.str_to_user(doc.next_due_on));
			return `<span class="${colour}">${parts.join(" · ")}</span>`;
		},
	},

	// A programme takes a year: by the day, which Frappe begins with, no bar of the Gantt chart shows its name.
	before_render() {
		if (cur_list?.view_name !== "Gantt" || !cur_list.user_settings) return;
		(cur_list.user_settings.Gantt ??= {}).gantt_view_mode ||= "Month";
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
