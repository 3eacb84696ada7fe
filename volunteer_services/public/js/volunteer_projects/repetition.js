// Activities that come again: a dialog shows the days before it makes the drafts.
frappe.provide("volunteer_services.repetition");

const API = "volunteer_services.api.repetition";
const ACTIVITY = "Service Activity";
const patterns = () => [
	{ value: "Weekly", label: __("Weekly") },
	{ value: "Same Day of the Month", label: __("Same Day of the Month") },
	{ value: "Same Weekday of the Month", label: __("Same Weekday of the Month") },
];
const weekdays = () => [
	__("Monday"),
	__("Tuesday"),
	__("Wednesday"),
	__("Thursday"),
	__("Friday"),
	__("Saturday"),
	__("Sunday"),
];

volunteer_services.repetition.add_buttons = function (frm) {
	if (frm.is_new() || !frm.perm[0].write) return;
	const group = __("Repetition");
	frm.add_custom_button(__("Repeat the Activity"), () => repeat(frm), group);
	const is_open = ["Draft", "Published"].includes(frm.doc.workflow_state);
	if (is_open && days_of(frm) > 1) {
		frm.add_custom_button(__("Shifts of Several Days"), () => plan_shifts(frm), group);
	}
};

const days_of = ({ doc }) => moment(doc.ends_on).startOf("day").diff(moment(doc.starts_on).startOf("day"), "days") + 1;

function repeat(frm) {
	const first = moment(frm.doc.starts_on);
	const weekly = "eval:doc.pattern == 'Weekly'";
	previewed({
		title: __("Repeat the Activity"),
		fields: [
			{
				fieldname: "pattern",
				fieldtype: "Select",
				label: __("How It Comes Again"),
				options: patterns(),
				default: "Weekly",
				reqd: 1,
			},
			{ fieldname: "every", fieldtype: "Int", label: __("Every … Weeks or Months"), default: 1, reqd: 1 },
			{ fieldtype: "Column Break" },
			{ fieldname: "until", fieldtype: "Date", label: __("Last Day"), default: first.clone().add(3, "months").format("YYYY-MM-DD"), reqd: 1 },
			{ fieldname: "skip", fieldtype: "Data", label: __("Days to Leave Out"), description: __("For example: {0}", ["2026-10-01, 2026-10-02"]) },
			{ fieldtype: "Section Break", depends_on: weekly },
			{
				fieldname: "weekdays",
				fieldtype: "MultiCheck",
				label: __("On These Weekdays"),
				columns: 4,
				options: weekdays().map((label, value) => ({
					value: String(value),
					label,
					checked: value === first.isoWeekday() - 1,
				})),
			},
		],
		args: ({ pattern, every, until, skip, weekdays }) => ({
			activity: frm.docname,
			pattern,
			every,
			until,
			skip: split(skip),
			weekdays: pattern === "Weekly" ? (weekdays || []).map(Number) : [],
		}),
		look: "dates",
		make: "repeat",
		row: activity_row,
		label: __("Make the Drafts"),
	});
}

function plan_shifts(frm) {
	const row = (fieldname, fieldtype, label, more = {}) => ({ fieldname, fieldtype, label, in_list_view: 1, ...more });
	previewed({
		title: __("Shifts of Several Days"),
		size: "large",
		fields: [
			{
				fieldname: "hours",
				fieldtype: "Table",
				label: __("The Hours of Each Day"),
				in_place_edit: true,
				data: [{ shift_title: __("Morning Shift"), from_time: "08:30:00", to_time: "12:00:00", capacity: frm.doc.capacity || 0 }],
				fields: [
					row("shift_title", "Data", __("Shift Title"), { reqd: 1 }),
					row("from_time", "Time", __("Begins At"), { reqd: 1 }),
					row("to_time", "Time", __("Ends At"), { reqd: 1 }),
					row("post", "Data", __("Post of the Project")),
					row("capacity", "Int", __("Number of Places")),
				],
			},
			{ fieldname: "skip", fieldtype: "Data", label: __("Days to Leave Out"), description: __("For example: {0}", ["2026-10-01, 2026-10-02"]) },
		],
		args: ({ hours, skip }) => ({
			activity: frm.docname,
			hours: (hours || []).map(({ shift_title, from_time, to_time, post, capacity }) => ({
				shift_title,
				from_time,
				to_time,
				post: post || "",
				capacity: capacity || 0,
			})),
			skip: split(skip),
		}),
		look: "shifts",
		make: "plan_shifts",
		row: ({ shift_title, post, starts_on, ends_on, existing }) => ({
			cells: [shift_title, post, `${frappe.datetime.str_to_user(starts_on)} – ${ends_on.slice(11, 16)}`],
			note: existing && __("There already: {0}", [existing]),
		}),
		label: __("Make the Shifts"),
		done: () => frm.reload_doc(),
	});
}

volunteer_services.repetition.copy_week = function () {
	const today = moment();
	previewed({
		title: __("Copy a Week"),
		fields: [
			{ fieldname: "week", fieldtype: "Date", label: __("A Day of the Week to Copy"), default: today.format("YYYY-MM-DD"), reqd: 1 },
			{ fieldtype: "Column Break" },
			{ fieldname: "to", fieldtype: "Date", label: __("A Day of the New Week"), default: today.clone().add(7, "days").format("YYYY-MM-DD"), reqd: 1 },
			{ fieldtype: "Section Break" },
			{ fieldname: "project", fieldtype: "Link", options: "Volunteer Project", label: __("One Project Only") },
		],
		args: ({ week, to, project }) => ({ week, to, project: project || "" }),
		look: "week",
		make: "copy_week",
		row: activity_row,
		label: __("Make the Drafts"),
		done: () => cur_list?.refresh(),
	});
};

const split = (days) => (days || "").split(/[\s,,、;;]+/).filter(Boolean);

const activity_row = ({ activity_name, starts_on, problem, existing }) => ({
	cells: [activity_name, moment(starts_on).format("ddd"), frappe.datetime.str_to_user(starts_on)],
	note: problem || (existing && __("There already: {0}", [existing])),
});

// A dialog with two steps: look at what would be made, then make it. What was changed after the look is looked at again.
function previewed({ args, look, make, row, label, done, fields, ...options }) {
	let seen = null;
	const dialog = new frappe.ui.Dialog({
		...options,
		fields: [...fields, { fieldtype: "Section Break" }, { fieldname: "found", fieldtype: "HTML" }],
		primary_action_label: __("Show the Days"),
		async primary_action(values) {
			const wanted = args(values);
			const is_seen = seen === JSON.stringify(wanted);
			dialog.disable_primary_action();
			try {
				if (is_seen) {
					const answer = await frappe.xcall(`${API}.${make}`, wanted);
					dialog.hide();
					tell(answer);
					done?.();
				} else {
					const { message: rows } = await frappe.call({ method: `${API}.${look}`, type: "GET", args: wanted });
					seen = JSON.stringify(wanted);
					dialog.get_field("found").$wrapper.html(table(rows.map(row)));
					dialog.get_primary_btn().text(label);
				}
			} finally {
				dialog.enable_primary_action();
			}
		},
	});
	dialog.show();
}

function table(rows) {
	const escape = frappe.utils.escape_html;
	const free = rows.filter(({ note }) => !note).length;
	const lines = rows.map(
		({ cells, note }) =>
			`<tr class="${note ? "text-muted" : ""}">${cells.map((cell) => `<td>${escape(cell || "")}</td>`).join("")}
			<td>${escape(frappe.utils.html2text(note || ""))}</td></tr>`
	);
	return `<p>${__("{0} of {1} will be made:", [free, rows.length])}</p>
		<div style="max-height: 40vh; overflow-y: auto"><table class="table table-sm"><tbody>${lines.join("")}</tbody></table></div>`;
}

function tell({ made, left }) {
	const text = __("{0} were made as drafts, {1} were left out.", [made.length, left.length]);
	frappe.show_alert({ message: text, indicator: left.length ? "orange" : "green" }, 7);
}
