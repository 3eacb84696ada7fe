const LOG_COLOURS = {
	Draft: "gray",
	"Awaiting Registration": "orange",
	"Pending Team Review": "yellow",
	"Pending Site Review": "yellow",
	"Pending District Review": "orange",
	"Pending City Review": "orange",
	Returned: "pink",
	Rejected: "red",
	Approved: "green",
	Cancelled: "gray",
};

frappe.listview_settings["Service Log"] = {
	add_fields: ["workflow_state", "is_late", "is_overlapping", "minutes"],
	hide_name_column: true,
	has_indicator_for_draft: true,
	has_indicator_for_cancelled: true,
	filters: [],
	get_indicator(doc) {
		const state = doc.workflow_state;
		return [__(state, null, "Service Log"), LOG_COLOURS[state] || "gray", `workflow_state,=,${state}`];
	},
	onload(listview) {
		if (frappe.model.can_write("Service Log")) {
			listview.page.add_inner_button(__("Waiting for My Review"), () => frappe.set_route("service-review"));
		}
		listview.page.add_inner_button(__("Waiting for Review"), () => {
			listview.filter_area.clear(false).then(() => {
				listview.filter_area.add([
					["Service Log", "workflow_state", "like", "Pending%"],
				]);
			});
		});
	},
	formatters: {
		hours(value, df, doc) {
			const late = doc.is_late ? ` <span class="indicator-pill orange">${__("Late")}</span>` : "";
			return `<span>${format_number(value, null, 2)}${late}</span>`; // 16 takes one element
		},
	},
};
