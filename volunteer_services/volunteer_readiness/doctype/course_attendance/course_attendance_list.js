const RESULT_COLOURS = { Pending: "orange", Passed: "green", Failed: "red" };

frappe.listview_settings["Course Attendance"] = {
	add_fields: ["result", "course", "attended_on"],
	get_indicator(doc) {
		const colour = RESULT_COLOURS[doc.result] || "gray";
		return [__(doc.result, null, "Course Attendance"), colour, `result,=,${doc.result}`];
	},
};

volunteer_services.lists.second_line("Course Attendance", (doc) => [
	frappe.utils.escape_html(doc.course || ""),
	frappe.datetime.str_to_user(doc.attended_on),
	__(doc.result, null, "Course Attendance"),
]);
