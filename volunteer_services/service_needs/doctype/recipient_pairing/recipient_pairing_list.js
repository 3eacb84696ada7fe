const PAIRING_COLOURS = {
	Planned: "blue",
	Paired: "green",
	"To Be Continued": "orange",
	Suspended: "gray",
	Ended: "gray",
};

frappe.listview_settings["Recipient Pairing"] = {
	add_fields: ["workflow_state", "next_due_on", "missed", "recipient_shown"],
	get_indicator(doc) {
		const state = doc.workflow_state;
		if (state === "Paired" && doc.next_due_on && doc.next_due_on < frappe.datetime.get_today()) {
			return [__("Visit Overdue"), "red", `workflow_state,=,Paired|next_due_on,<,${frappe.datetime.get_today()}`];
		}
		return [__(state, null, "Recipient Pairing"), PAIRING_COLOURS[state] || "gray", `workflow_state,=,${state}`];
	},
};

volunteer_services.lists.second_line("Recipient Pairing", (doc) => [
	doc.next_due_on ? __("due {0}", [frappe.datetime.str_to_user(doc.next_due_on)]) : "",
	__(doc.workflow_state, null, "Recipient Pairing"),
]);
