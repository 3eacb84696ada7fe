const STATE_COLOURS = {
	Applied: "blue",
	"Pending Review": "orange",
	Registered: "green",
	Returned: "yellow",
	Rejected: "red",
	Suspended: "yellow",
	Deregistered: "gray",
};

frappe.listview_settings["Volunteer Profile"] = {
	add_fields: ["workflow_state", "star_level", "total_hours", "is_restricted", "primary_team", "mobile"],
	has_indicator_for_draft: true,
	hide_name_column: true, // the number is a column of its own,

	get_indicator(doc) {
		if (doc.is_restricted) return [__("File Locked"), "red", "is_restricted,=,1"];
		const state = doc.workflow_state;
		return [__(state, null, "Volunteer Profile"), STATE_COLOURS[state] || "gray", `workflow_state,=,${state}`];
	},

	formatters: {
		star_level(value) {
			return value ? `<span style="color: var(--yellow-500)">${"★".repeat(value)}</span>` : "";
		},
		total_hours(value) {
			return value ? `<span>${format_number(value, null, 2)}</span>` : ""; // 16 takes one element
		},
	},

	onload(listview) {
		if (volunteer_services.walk_in.may()) {
			listview.page.add_inner_button(__("Register at the Counter"), () => volunteer_services.walk_in.open());
		}
		listview.page.add_menu_item(__("Filter by Area"), () => filter_by_area(listview));
		listview.page.add_menu_item(__("Look Up Beyond My Scope"), look_up);
	},
};

volunteer_services.lists.second_line("Volunteer Profile", (doc) => [
	volunteer_services.lists.title("Volunteer Team", doc.primary_team),
	__("{0} h", [format_number(doc.total_hours, null, 2)]),
	volunteer_services.phones.link(doc.mobile),
	doc.is_restricted ? __("File Locked") : __(doc.workflow_state, null, "Volunteer Profile"),
]);

function filter_by_area(listview) {
	frappe.prompt(
		[
			{
				fieldname: "region",
				fieldtype: "Link",
				options: "Service Region",
				label: __("Region"),
				reqd: 1,
				description: __("With everything below it."),
			},
		],
		({ region }) =>
			listview.filter_area.add([
				["Volunteer Profile", "region", "descendants of (inclusive)", region],
			]),
		__("Filter by Area"),
		__("Filter the List")
	);
}

function look_up() {
	const dialog = new frappe.ui.Dialog({
		title: __("Look Up Beyond My Scope"),
		fields: [
			{ fieldname: "name", fieldtype: "Data", label: __("Name of Person"), reqd: 1 },
			{
				fieldname: "last_four",
				fieldtype: "Data",
				label: __("Last Four of Mobile or ID Number"),
				reqd: 1,
				length: 4,
			},
			{ fieldname: "answer", fieldtype: "HTML" },
		],
		primary_action_label: __("Look Up"),
		async primary_action({ name, last_four }) {
			const rows = await frappe.xcall("volunteer_services.api.lookup.find", { name, last_four });
			dialog.fields_dict.answer.$wrapper.html(answer_html(rows));
		},
	});
	dialog.show();
}

function answer_html(rows) {
	if (!rows.length) return `<p class="text-muted">${__("Nobody was found.")}</p>`;
	const escape = frappe.utils.escape_html;
	const lines = rows.map(
		(row) => `<tr><td>${escape(row.volunteer_no)}</td><td>${escape(row.masked_name)}</td>
			<td>${escape(row.team_name || "")}</td><td>${__(row.state, null, "Volunteer Profile")}</td></tr>`
	);
	return `<table class="table table-bordered"><thead><tr><th>${__("Volunteer No")}</th>
		<th>${__("Name of Person")}</th><th>${__("Team")}</th><th>${__("Registration State")}</th></tr></thead>
		<tbody>${lines.join("")}</tbody></table>`;
}
