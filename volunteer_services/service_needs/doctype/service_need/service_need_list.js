const NEED_COLOURS = {
	Received: "orange",
	Verified: "blue",
	Dispatched: "light-blue",
	"Sent Back": "orange",
	Accepted: "light-blue",
	"In Service": "purple",
	"Awaiting Rating": "yellow",
	Done: "green",
	Unmet: "red",
};

frappe.listview_settings["Service Need"] = {
	add_fields: ["workflow_state", "team", "wanted_from", "wanted_to", "urgency", "answer_by", "answered_on", "recipient_shown", "region"],
	get_indicator(doc) {
		const state = doc.workflow_state;
		return [__(state, null, "Service Need"), NEED_COLOURS[state] || "gray", `workflow_state,=,${state}`];
	},
	onload(listview) {
		listview.page.add_menu_item(__("Needs by State"), () =>
			frappe.set_route("List", "Service Need", "Kanban", "Needs by State")
		);
	},
	formatters: {
		urgency(value) {
			const colour = { Pressing: "orange", Emergency: "red" }[value];
			const word = __(value, null, "Service Need");
			return colour ? `<span class="indicator-pill ${colour}">${word}</span>` : word;
		},
	},
};

volunteer_services.lists.second_line("Service Need", (doc) => [
	doc.recipient_shown,
	volunteer_services.lists.title("Service Region", doc.region),
	__(doc.workflow_state, null, "Service Need"),
]);
