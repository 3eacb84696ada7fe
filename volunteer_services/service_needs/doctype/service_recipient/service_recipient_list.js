const RECIPIENT_COLOURS = {
	"On File": "green",
	Suspended: "orange",
	"Moved Away": "gray",
	Deceased: "gray",
	"Consent Withdrawn": "red",
};

frappe.listview_settings["Service Recipient"] = {
	add_fields: ["status", "due_on", "last_served_on", "region"],
	hide_name_column: true,
	get_indicator(doc) {
		if (doc.status === "On File" && doc.due_on && doc.due_on < frappe.datetime.get_today()) {
			const due = `status,=,On File|due_on,<,${frappe.datetime.get_today()}`;
			return [__("Visit Overdue"), "red", due];
		}
		return [__(doc.status, null, "Service Recipient"), RECIPIENT_COLOURS[doc.status], `status,=,${doc.status}`];
	},
	onload(listview) {
		listview.page.add_inner_button(__("Not Visited for Too Long"), () => {
			listview.filter_area.clear().then(() =>
				listview.filter_area.add([
					["Service Recipient", "status", "=", "On File"],
					["Service Recipient", "due_on", "<", frappe.datetime.get_today()],
				])
			);
		});
		if (!volunteer_services.has_role("REVIEWERS")) return;
		listview.page.add_inner_button(__("From a Sheet"), () =>
			volunteer_services.recipient_sheet.begin(() => listview.refresh())
		);
		listview.page.add_actions_menu_item(__("Visit List"), () =>
			volunteer_services.visit_list.begin(listview.get_checked_items(true))
		);
	},
};

volunteer_services.lists.second_line("Service Recipient", (doc) => [
	volunteer_services.lists.title("Service Region", doc.region),
	doc.due_on ? __("due {0}", [frappe.datetime.str_to_user(doc.due_on)]) : "",
	__(doc.status, null, "Service Recipient"),
]);
