(function (r) {
	frappe.query_reports["Points Donations"] = {
		filters: [
			...r.period("This Year"),
			...r.place().slice(0, 2),
			...r.recipient(),
			r.link("from_volunteer", __("Donating Volunteer"), "Volunteer Profile"),
		],
		formatter: r.formatter,
	};
})(volunteer_services.reports);
