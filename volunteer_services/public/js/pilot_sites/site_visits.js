// Visits to many sites at once: the dialog, the plan, and what could not be planned.
frappe.provide("volunteer_services.visits");

const API = "volunteer_services.api.site_visits.";
const KINDS = ["Guidance", "Supervision", "Inspection"];
const RESOURCES = ["Books", "Tutor", "Case", "Material", "Other"];

const choice = (words, context) => words.map((value) => ({ value, label: __(value, null, context) }));

volunteer_services.visits.may_plan = () => frappe.model.can_create("Site Visit");

// `sites`: names of Service Sites that were chosen; without them the dialog asks for region or programme.
volunteer_services.visits.plan = function (sites = [], defaults = {}, done = () => {}) {
	const dialog = volunteer_services.dialogs.make({
		title: sites.length ? __("Plan Visits to {0} Sites", [sites.length]) : __("Plan Visits"),
		size: "large",
		fields: [...(sites.length ? [] : site_fields(defaults)), ...visit_fields(), ...further_fields()],
		label: __("Plan Visits"),
		call: (values) => carry_out(sites, values),
		done: async (begun) => {
			const result = begun.job
				? await volunteer_services.progress.watch(begun.job, __("Planning Visits"))
				: begun;
			show_result(result);
			done(result);
		},
	});
	dialog.show();
	return dialog;
};

function site_fields(defaults) {
	return [
		{
			fieldname: "region",
			fieldtype: "Link",
			options: "Service Region",
			label: __("Region"),
			default: defaults.region,
			description: __("All active sites in it. Empty: all sites of your appointments."),
		},
		{ fieldtype: "Column Break" },
		{
			fieldname: "programme",
			fieldtype: "Link",
			options: "Pilot Programme",
			label: __("Programme"),
			default: defaults.programme,
			get_query: () => ({ filters: { is_template: 0 } }),
			filter_description: __("All programmes but templates"),
		},
		{ fieldname: "not_visited_days", fieldtype: "Int", label: __("Not Visited for Days") },
		{ fieldtype: "Section Break" },
	];
}

function visit_fields() {
	const today = frappe.datetime.get_today();
	return [
		{
			fieldname: "visit_kind",
			fieldtype: "Select",
			label: __("Kind of Visit"),
			options: choice(KINDS, "Site Visit"),
			default: "Inspection",
			reqd: 1,
		},
		{ fieldname: "from_date", fieldtype: "Date", label: __("First Day"), default: today, reqd: 1 },
		{
			fieldname: "to_date",
			fieldtype: "Date",
			label: __("Last Day"),
			default: frappe.datetime.add_days(today, 30),
			reqd: 1,
			description: __("Working days only: weekends, public holidays and made-up days are known."),
		},
		{ fieldtype: "Column Break" },
		{ fieldname: "per_day", fieldtype: "Int", label: __("Visits a Day at Most"), default: 2, reqd: 1 },
		{
			fieldname: "visitor",
			fieldtype: "Link",
			options: "User",
			label: __("Visited By"),
			default: frappe.session.user,
			get_query: () => ({ filters: { enabled: 1, user_type: "System User" } }),
		},
	];
}

function further_fields() {
	return [
		{ fieldtype: "Section Break", label: __("Experts and Resources"), collapsible: 1 },
		table("experts", __("Experts"), [
			["expert_name", "Data", __("Name of the Expert"), { reqd: 1 }],
			["organisation", "Data", __("Organisation")],
			["topic", "Data", __("Topic of the Visit")],
		]),
		table("resources", __("Resources Given"), [
			[
				"resource_kind",
				"Select",
				__("Resource"),
				{ options: choice(RESOURCES, "Site Visit Resource"), reqd: 1 },
			],
			["description", "Data", __("Description"), { reqd: 1 }],
			["quantity", "Int", __("Quantity")],
		]),
	];
}

function table(fieldname, label, columns) {
	const fields = columns.map(([name, fieldtype, words, more]) => ({
		fieldname: name,
		fieldtype,
		label: words,
		in_list_view: 1,
		...more,
	}));
	return { fieldname, fieldtype: "Table", label, fields, data: [], in_place_edit: true };
}

const rows_of = (rows, fields) =>
	(rows || [])
		.map((row) => Object.fromEntries(fields.map((field) => [field, row[field]])))
		.filter((row) => row[fields[0]]);

function carry_out(sites, values) {
	return frappe.xcall(`${API}plan`, {
		...values,
		sites,
		experts: rows_of(values.experts, ["expert_name", "organisation", "topic"]),
		resources: rows_of(values.resources, ["resource_kind", "description", "quantity"]),
	});
}

function show_result({ planned, skipped }) {
	const escape = frappe.utils.escape_html;
	const made = planned.map(
		(row) => `<tr><td><a href="${frappe.utils.get_form_link("Site Visit", row.visit)}">
			${escape(row.site_name || "")}</a></td><td>${frappe.datetime.str_to_user(row.planned_on)}</td></tr>`
	);
	const left = skipped.map(
		(row) => `<tr><td><a href="${frappe.utils.get_form_link("Service Site", row.service_site)}">
			${escape(row.site_name || "")}</a></td><td>${escape(frappe.utils.html2text(row.problem))}</td></tr>`
	);
	frappe.msgprint({
		title: __("Planned Visits"),
		wide: true,
		indicator: skipped.length ? "orange" : "green",
		message: `<p>${__("{0} visits were planned.", [planned.length])}</p>
			${made.length ? result_table([__("Site Name"), __("Planned On")], made) : ""}
			${left.length ? `<p>${__("{0} sites were left out:", [left.length])}</p>` : ""}
			${left.length ? result_table([__("Site Name"), __("Reason")], left) : ""}`,
	});
}

function result_table(heads, rows) {
	return `<table class="table table-bordered table-sm"><thead><tr>
		${heads.map((head) => `<th>${head}</th>`).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

// --- findings ---------------------------------------------------------------------------------------------

volunteer_services.visits.open_findings = (frm) => (frm.doc.findings || []).filter((row) => row.status === "Open");

const labelled = (row) => ({ value: row.name, label: `${row.idx}. ${(row.finding || "").slice(0, 60)}` });

volunteer_services.visits.ask = function (frm, { title, label, fieldname, method }) {
	const rows = volunteer_services.visits.open_findings(frm);
	const dialog = volunteer_services.dialogs.make({
		title,
		fields: [
			{
				fieldname: "finding",
				fieldtype: "Select",
				label: __("Finding"),
				options: rows.map(labelled),
				default: rows[0].name,
				reqd: 1,
				onchange: () => show_answer(dialog, rows),
			},
			{ fieldname: "answered", fieldtype: "HTML" },
			{ fieldname, fieldtype: "Small Text", label, reqd: 1 },
		],
		label: title,
		call: (values) => frappe.xcall(API + method, { visit: frm.doc.name, ...values }),
		done: () => frm.reload_doc(),
	});
	dialog.show();
	show_answer(dialog, rows);
};

function show_answer(dialog, rows) {
	const row = rows.find((one) => one.name === dialog.get_value("finding"));
	const text = row?.answer ? `${__("Answer of the Site")}: ${frappe.utils.escape_html(row.answer)}` : "";
	dialog.fields_dict.answered.$wrapper.html(`<p class="text-muted small">${text}</p>`);
}
