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
	add_fields: ["workflow_state", "is_late", "is_make_up", "is_overlapping", "is_repeated", "minutes", "activity", "project"],
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
		if (frappe.model.can_create("Service Log")) {
			listview.page.add_inner_button(__("From a Sheet"), () =>
				volunteer_services.hours_sheet.begin(() => listview.refresh())
			);
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
			const pills = [
				[doc.is_late, __("Late")],
				[doc.is_make_up, __("Make-up Entry")],
				[doc.is_overlapping, __("Is Overlapping")],
				[doc.is_repeated, __("Possibly Entered Twice")],
			]
				.filter(([is_so]) => cint(is_so))
				.map(([, word]) => ` <span class="indicator-pill orange">${word}</span>`);
			return `<span>${format_number(value, null, 2)}${pills.join("")}</span>`; // 16 takes one element
		},
	},
};

volunteer_services.lists.second_line("Service Log", (doc) => [
	frappe.datetime.str_to_user(doc.service_date),
	__("{0} h", [format_number(doc.hours, null, 2)]),
	volunteer_services.lists.title("Service Activity", doc.activity) ||
		volunteer_services.lists.title("Volunteer Project", doc.project),
	__(doc.workflow_state, null, "Service Log"),
]);
