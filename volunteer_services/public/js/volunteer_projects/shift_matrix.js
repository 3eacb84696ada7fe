// The matrix post × time of an activity's shifts on its form, and the dialog that makes many shifts at once.
frappe.provide("volunteer_services.shift_matrix");

const SHIFTS = "volunteer_services.api.shifts";
const LEVELS = { "Too Few": "red", "Places Left": "blue", "No Places Left": "green" };
const MOST_DAYS = 62;

// Below the activity's head; the numbers lead to the sign-ups behind them.
volunteer_services.shift_matrix.add = async function (frm) {
	const activity = frm.docname;
	const { message: found } = await frappe.call({ method: `${SHIFTS}.matrix`, type: "GET", args: { activity } });
	if (frm.docname !== activity || !found.times.length) return;
	const $panel = $(table(found));
	$panel.on("click", "[data-cell]", (event) => {
		event.preventDefault();
		const [row, column] = event.currentTarget.dataset.cell.split(":").map(Number);
		open_list(activity, found.rows[row], found.rows[row].cells[column], event.currentTarget.dataset.group);
	});
	frm.dashboard.add_section($panel, __("Shifts by Post and Time"));
	frm.dashboard.show();
};

const GROUPS = {
	confirmed: ["Confirmed", "Attended", "Left Early"],
	present: ["Attended", "Left Early"],
	waiting: ["Waiting"],
	signed_up: ["Signed Up", "Offered", "Confirmed", "Attended", "Left Early"],
};

function open_list(activity, { post }, { shifts }, group) {
	const filters = { activity, shift: ["in", shifts], status: ["in", GROUPS[group]] };
	// Where a shift is for all posts, its sign-ups name theirs.
	if (post) filters.post = post;
	frappe.set_route("List", "Activity Sign Up", filters);
}

function table({ times, rows, totals }) {
	const escape = frappe.utils.escape_html;
	const posts = rows.length > 1 || rows[0]?.post;
	const head = times.map(({ starts_on, ends_on }) => `<th scope="col">${escape(span(starts_on, ends_on))}</th>`);
	const body = rows.map(
		({ post, cells }, row) =>
			`<tr><th scope="row">${escape(post || (posts ? __("Any Post") : __("All Posts")))}</th>${cells
				.map((one, column) => cell(one, `${row}:${column}`))
				.join("")}</tr>`
	);
	const last = posts
		? `<tr class="volunteer-matrix-total"><th scope="row">${__("Totals")}</th>${totals
				.map((one) => cell(one))
				.join("")}</tr>`
		: "";
	return `<div class="volunteer-matrix" tabindex="0" role="region" aria-label="${escape(__("Shifts by Post and Time"))}">
		<table><thead><tr><th>${__("Post of the Project")}</th>${head.join("")}</tr></thead>
		<tbody>${body.join("")}${last}</tbody></table></div>`;
}

// The number and the word say what the colour says.
function cell(one, place = null) {
	if (!one) return "<td></td>";
	const number = (group, text) =>
		place && one[group]
			? `<a href="#" data-cell="${place}" data-group="${group}">${text}</a>`
			: `<span>${text}</span>`;
	const of = one.has_end ? `${one.signed_up} / ${one.needed}` : `${one.signed_up}`;
	const more = [
		["confirmed", __("{0} confirmed", [one.confirmed])],
		["present", __("{0} present", [one.present])],
		["waiting", __("{0} waiting", [one.waiting])],
	].filter(([group]) => one[group]);
	return `<td><div class="volunteer-matrix-places">${number("signed_up", of)}</div>
		<span class="indicator-pill no-indicator-dot ${LEVELS[one.level]}">${__(one.level)}</span>
		${more.map(([group, text]) => `<div class="small">${number(group, text)}</div>`).join("")}</td>`;
}

const span = (volunteer_services.shift_matrix.span = function (starts_on, ends_on) {
	const [from, to] = [moment(starts_on), moment(ends_on)];
	return `${from.format("MM-DD HH:mm")}–${to.format(from.isSame(to, "day") ? "HH:mm" : "MM-DD HH:mm")}`;
});

// Narrow screens move the times beside the posts, which stay.
frappe.dom.set_style(`
	.volunteer-matrix { overflow-x: auto; max-height: 70vh; }
	.volunteer-matrix table { border-collapse: separate; border-spacing: 0; }
	.volunteer-matrix th, .volunteer-matrix td { padding: 6px 10px; border-bottom: 1px solid var(--border-color);
		vertical-align: top; min-width: 96px; }
	.volunteer-matrix thead th { position: sticky; top: 0; background: var(--card-bg, var(--fg-color)); z-index: 2;
		white-space: nowrap; }
	.volunteer-matrix tbody th, .volunteer-matrix thead th:first-child { position: sticky; left: 0; z-index: 1;
		background: var(--card-bg, var(--fg-color)); min-width: 76px; max-width: 130px; overflow-wrap: anywhere; }
	.volunteer-matrix thead th:first-child { z-index: 3; }
	.volunteer-matrix-places { font-size: 1.1em; font-weight: 600; white-space: nowrap; }
	.volunteer-matrix-total th, .volunteer-matrix-total td { border-top: 2px solid var(--border-color); }
`);

// --- many at once -------------------------------------------------------------------------------------------

volunteer_services.shift_matrix.plan = async function (frm) {
	const project = await frappe.db.get_doc("Volunteer Project", frm.doc.project).catch(() => null);
	const posts = (project && project.posts) || [];
	const days = days_of(frm.doc);
	volunteer_services.dialogs.ask({
		title: __("Plan Shifts"),
		size: "large",
		fields: [
			{
				fieldname: "days",
				fieldtype: "MultiCheck",
				label: __("Days of Service"),
				columns: 3,
				options: days.map((day) => ({ label: frappe.datetime.str_to_user(day), value: day, checked: 1 })),
			},
			grid("times", __("Times of Each Day"), times_of(frm.doc), [
				{ fieldname: "title", fieldtype: "Data", label: __("Shift Title"), in_list_view: 1 },
				{ fieldname: "starts", fieldtype: "Time", label: __("Begins At"), in_list_view: 1, reqd: 1 },
				{ fieldname: "ends", fieldtype: "Time", label: __("Ends At"), in_list_view: 1, reqd: 1 },
			]),
			grid(
				"posts",
				__("Posts and Places"),
				posts.map(({ post_title, headcount }) => ({ post: post_title, capacity: headcount, minimum: 0, reserves: 0 })),
				[
					{
						fieldname: "post",
						fieldtype: "Select",
						label: __("Post of the Project"),
						options: ["", ...posts.map(({ post_title }) => post_title)],
						in_list_view: 1,
					},
					{ fieldname: "capacity", fieldtype: "Int", label: __("Number of Places"), in_list_view: 1 },
					{ fieldname: "minimum", fieldtype: "Int", label: __("Fewest People"), in_list_view: 1 },
					{ fieldname: "reserves", fieldtype: "Int", label: __("Number of Reserves"), in_list_view: 1 },
				],
				__("Without posts each time has one shift for all. 0 places: any number of people.")
			),
			{ fieldname: "break_minutes", fieldtype: "Int", label: __("Break Minutes"), default: 0 },
		],
		label: __("Make Shifts"),
		call: ({ days: chosen, times, posts: wanted, break_minutes }) =>
			post({
				activity: frm.docname,
				days: chosen || [],
				times: (times || []).map(({ title, starts, ends }) => ({ title, starts, ends })),
				posts: (wanted || []).map(({ post: title, capacity, minimum, reserves }) => ({
					post: title,
					capacity,
					minimum,
					reserves,
				})),
				break_minutes: break_minutes || 0,
			}),
		done({ made, there }) {
			frappe.show_alert({
				message: there
					? __("{0} shifts were made; {1} were there already.", [made, there])
					: __("{0} shifts were made.", [made]),
				indicator: "green",
			});
			frm.reload_doc();
		},
	});
};

function grid(fieldname, label, data, fields, description) {
	return { fieldname, fieldtype: "Table", label, description, in_place_edit: true, data, fields, get_data: () => data };
}

function days_of({ starts_on, ends_on }) {
	const days = [];
	const last = moment(ends_on);
	for (const day = moment(starts_on).startOf("day"); day.isBefore(last) && days.length < MOST_DAYS; day.add(1, "day")) {
		days.push(day.format("YYYY-MM-DD"));
	}
	return days;
}

// The hours of an activity of one day; of several days they are asked for.
function times_of({ starts_on, ends_on }) {
	if (starts_on.slice(0, 10) !== ends_on.slice(0, 10)) return [];
	return [{ title: "", starts: starts_on.slice(11, 19), ends: ends_on.slice(11, 19) }];
}

async function post(args) {
	const { message } = await frappe.call({ method: `${SHIFTS}.make_many`, type: "POST", args, freeze: true });
	return message;
}

// --- papers -------------------------------------------------------------------------------------------------

// The day sheet and the pass cards: of the whole activity, or of one day or shift where there are several.
volunteer_services.shift_matrix.print = function (frm, shifts, format) {
	const open = (chosen) => volunteer_services.paper.open(frm.doc, format, chosen);
	if (shifts.length < 2) {
		open({});
		return;
	}
	const days = [...new Set(shifts.map(({ starts_on }) => starts_on.slice(0, 10)))];
	const dialog = new frappe.ui.Dialog({
		title: __(format),
		fields: [
			{
				fieldname: "day",
				fieldtype: "Select",
				label: __("Day of Service"),
				options: ["", ...days.map((value) => ({ value, label: frappe.datetime.str_to_user(value) }))],
				default: days.find((day) => day >= frappe.datetime.get_today()) || "",
			},
			{
				fieldname: "shift",
				fieldtype: "Select",
				label: __("Shift"),
				description: __("Empty: all shifts of the day; no day: of the whole activity."),
				options: [
					"",
					...shifts.map(({ name, shift_title, post, starts_on }) => ({
						value: name,
						label: [shift_title, post, frappe.datetime.str_to_user(starts_on)].filter(Boolean).join(" · "),
					})),
				],
			},
		],
		primary_action_label: __("Print"),
		primary_action({ day, shift }) {
			dialog.hide();
			open({ ...(shift ? { shift } : day ? { day } : {}) });
		},
	});
	dialog.show();
};
