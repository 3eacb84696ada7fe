frappe.listview_settings["Site Visit"] = {
	add_fields: ["status", "visited_on", "follow_up", "open_findings", "planned_on"],
	hide_name_column: true,

	get_indicator(doc) {
		if (doc.follow_up === "Open") return [__("Findings Open"), "orange", "follow_up,=,Open"];
		const is_late = doc.status === "Planned" && doc.planned_on < frappe.datetime.get_today();
		const colour = { Planned: is_late ? "red" : "light-blue", Visited: "green", "Called Off": "gray" }[doc.status];
		return [__(doc.status, null, "Site Visit"), colour || "gray", `status,=,${doc.status}`];
	},

	// On narrow screens the columns that follow are left out: the day stands beside the kind.
	formatters: {
		visit_kind(value, df, doc) {
			const day = frappe.datetime.str_to_user(doc.visited_on || doc.planned_on);
			return `<span>${__(value, null, "Site Visit")} · ${day}</span>`;
		},
	},

	onload(listview) {
		if (volunteer_services.visits.may_plan()) {
			listview.page.add_inner_button(__("Plan Visits"), () =>
				volunteer_services.visits.plan([], {}, () => listview.refresh())
			);
		}
		listview.page.add_menu_item(__("Open Findings"), () =>
			listview.filter_area.clear().then(() => listview.filter_area.add([["Site Visit", "follow_up", "=", "Open"]]))
		);
	},
};
