// Sign-ups of an activity on its form, and their steps on forms and lists.
frappe.provide("volunteer_services.sign_ups");

const API = "volunteer_services.api.sign_ups";
const ACTIVITIES = "volunteer_services.api.activities";
const SIGN_UP = "Activity Sign Up";

// What the organiser may do from each state; the server has the last word.
const STEPS = {
	"Signed Up": ["Confirmed", "Declined", "Removed", "Withdrawn"],
	Waiting: ["Confirmed", "Declined", "Removed", "Withdrawn"],
	Offered: ["Confirmed", "Declined", "Removed", "Withdrawn"],
	Confirmed: ["Attended", "Left Early", "Excused", "No Show", "Removed", "Withdrawn"],
	Attended: ["Left Early", "Excused", "No Show"],
	"Left Early": ["Attended", "Excused", "No Show"],
	Excused: ["Attended", "No Show"],
	"No Show": ["Attended", "Excused"],
};
const WANTS_REASON = ["Declined", "Removed", "Excused"];
const COLOURS = {
	"Signed Up": "blue",
	Waiting: "orange",
	Offered: "yellow",
	Confirmed: "light-blue",
	Attended: "green",
	"Left Early": "green",
	"No Show": "red",
};

volunteer_services.sign_ups.colour = (status) => COLOURS[status] || "gray";
volunteer_services.sign_ups.steps = (status) => STEPS[status] || [];

// The button's word for a step: what is done, not what comes of it.
volunteer_services.sign_ups.verb = (status) =>
	({
		Confirmed: __("Confirm", null, SIGN_UP),
		Declined: __("Decline", null, SIGN_UP),
		Removed: __("Remove from the List", null, SIGN_UP),
		Withdrawn: __("Withdraw", null, SIGN_UP),
		Attended: __("Came", null, SIGN_UP),
		"Left Early": __("Left Early", null, SIGN_UP),
		Excused: __("Excuse", null, SIGN_UP),
		"No Show": __("Did Not Come", null, SIGN_UP),
	})[status];

// Ask for the reason where one is wanted, then take the step with each of ``names``.
volunteer_services.sign_ups.move = function (names, status, done) {
	const run = ({ reason } = {}) => post(`${API}.move_many`, { sign_ups_named: names, status, reason });
	const say = (answer) => {
		tell(answer);
		done?.();
	};
	if (!WANTS_REASON.includes(status)) {
		run().then(say);
		return;
	}
	volunteer_services.dialogs.ask({
		title: volunteer_services.sign_ups.verb(status),
		fields: [
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Reason"),
				reqd: 1,
				description: __("The person is told."),
			},
		],
		label: volunteer_services.sign_ups.verb(status),
		call: run,
		done: say,
	});
};

// Whoever is off the list comes back at its end.
volunteer_services.sign_ups.again = async function (frm) {
	const { activity, shift, volunteer } = frm.doc;
	await post(`${ACTIVITIES}.sign_up`, { activity, shift, volunteer });
	frm.reload_doc();
};

// For a volunteer who has no login, or called: the organiser asks others to stand in.
volunteer_services.sign_ups.find_cover = function (frm) {
	volunteer_services.dialogs.ask({
		title: __("Find a Cover"),
		fields: [
			{
				fieldname: "message",
				fieldtype: "Small Text",
				label: __("Words to Those Who Are Asked"),
				description: __("People of the team, and who have served in the project, are asked by fives. Whoever accepts first comes."),
			},
		],
		label: __("Ask Them"),
		call: ({ message }) => post("volunteer_services.api.covers.ask", { sign_up: frm.docname, message: message || "" }),
		done({ name, asked }) {
			frappe.show_alert({
				message: __("{0} people are asked.", [asked]),
				indicator: asked ? "green" : "orange",
			});
			frappe.set_route("Form", "Cover Request", name);
		},
	});
};

// A place is free, and somebody waits: shortly before the beginning the organiser calls, not the offers.
volunteer_services.sign_ups.may_call_up = ({ capacity, places_taken, waiting_count, starts_on }) =>
	Boolean(waiting_count) &&
	(!capacity || places_taken < capacity) &&
	starts_on > frappe.datetime.now_datetime();

volunteer_services.sign_ups.call_up = async function (activity, shift, done) {
	const { volunteer_name, offered_until } = await post("volunteer_services.api.shifts.call_up", { activity, shift });
	frappe.show_alert({
		message: __("{0} is called up, and asked to answer until {1}.", [
			frappe.utils.escape_html(volunteer_name),
			frappe.datetime.str_to_user(offered_until),
		]),
		indicator: "green",
	});
	done();
};

// The places of the activity's shifts, and what the organiser does next.
volunteer_services.sign_ups.show = async function (frm) {
	if (frm.is_new()) return;
	const activity = frm.docname;
	const { message: found } = await frappe.call({ method: `${API}.of_activity`, type: "GET", args: { activity } });
	if (frm.docname !== activity) return;
	if (frm.perm[0].write && ["Draft", "Published"].includes(frm.doc.workflow_state)) {
		frm.add_custom_button(__("Plan Shifts"), () => volunteer_services.shift_matrix.plan(frm), __("Sign-ups"));
	}
	if (!found.shifts.length) return;
	if (found.shifts.length > 1) await volunteer_services.shift_matrix.add(frm);
	if (frm.docname !== activity) return;
	frm.dashboard.add_section(panel(found), __("Sign-ups"));
	frm.dashboard.show();
	const may_write = frm.perm[0].write;
	const group = __("Sign-ups");
	frm.add_custom_button(__("Sign-up List"), () => frappe.set_route("List", SIGN_UP, { activity }), group);
	for (const format of ["Activity Day Sheet", "Activity Pass Cards"]) {
		frm.add_custom_button(__(format), () => volunteer_services.shift_matrix.print(frm, found.shifts, format), group);
	}
	if (frm.doc.collects_availability) {
		frm.add_custom_button(__("Give Out Shifts"), () => volunteer_services.roster.open(frm), group);
	}
	if (!may_write) return;
	const has_begun = frm.doc.starts_on <= frappe.datetime.now_datetime();
	const callable = found.shifts.filter(volunteer_services.sign_ups.may_call_up);
	if (frm.doc.workflow_state === "Published" && callable.length) {
		frm.add_custom_button(__("Call Up a Reserve"), () => choose_and_call(frm, callable), group);
	}
	if (frm.doc.workflow_state === "Published" && !has_begun) {
		frm.add_custom_button(__("Sign Somebody Up"), () => sign_up(frm, found.shifts), group);
		frm.add_custom_button(__("Sign Up a Group"), () => book(frm, found.shifts), group);
	}
	const holders = found.shifts.reduce((sum, shift) => sum + shift.places_taken, 0);
	if (has_begun && holders && frm.doc.workflow_state !== "Called Off") {
		frm.add_custom_button(__("Fill the Roll-call from the Sign-ups"), () => take_over(frm), group);
	}
};

function waiting({ waiting_count, reserves }) {
	if (!reserves) return waiting_count || "";
	return `${waiting_count} (${__("{0} of {1} reserves", [Math.min(waiting_count, reserves), reserves])})`;
}

function panel({ shifts, counts }) {
	const escape = frappe.utils.escape_html;
	const rows = shifts.map((shift) => {
		const places = shift.capacity ? `${shift.places_taken} / ${shift.capacity}` : shift.places_taken;
		const few = shift.minimum && shift.places_taken < shift.minimum;
		const title = shift.is_whole ? __("Whole Activity") : shift.shift_title;
		return `<tr><td>${escape(title)}${shift.post ? ` · ${escape(shift.post)}` : ""}</td>
			<td>${frappe.datetime.str_to_user(shift.starts_on)}</td>
			<td class="${few ? "text-danger" : ""}">${places}</td><td>${waiting(shift)}</td></tr>`;
	});
	const states = Object.entries(counts).map(
		([status, count]) =>
			`<span class="indicator-pill ${volunteer_services.sign_ups.colour(status)} mr-2">${__(
				status,
				null,
				SIGN_UP
			)} ${count}</span>`
	);
	const tally = `<div>${states.join("") || __("Nobody has signed up yet.")}</div>`;
	if (shifts.length > 1) return tally; // the matrix says the rest
	return `<table class="table table-sm mb-2"><thead><tr><th>${__("Shift")}</th><th>${__("Starts On")}</th>
		<th>${__("Places Taken")}</th><th>${__("On the Waiting List")}</th></tr></thead>
		<tbody>${rows.join("")}</tbody></table>${tally}`;
}

function choose_and_call(frm, shifts) {
	const call = (shift) => volunteer_services.sign_ups.call_up(frm.docname, shift, () => frm.reload_doc());
	if (shifts.length === 1) {
		call(shifts[0].name);
		return;
	}
	frappe.prompt(shift_field(shifts), ({ shift }) => call(shift), __("Call Up a Reserve"), __("Call Up", null, SIGN_UP));
}

// Places for people who are named later.
function book(frm, shifts) {
	volunteer_services.dialogs.ask({
		title: __("Sign Up a Group"),
		fields: [
			{ fieldname: "group_name", fieldtype: "Data", label: __("Name of the Group"), reqd: 1 },
			{
				fieldname: "volunteer",
				fieldtype: "Link",
				options: "Volunteer Profile",
				label: __("Responsible Person"),
				reqd: 1,
				get_query: () => ({ filters: { workflow_state: ["not in", ["Rejected", "Deregistered"]] } }),
			},
			{ fieldname: "head_count", fieldtype: "Int", label: __("Number of People"), reqd: 1 },
			shift_field(shifts),
		],
		label: __("Keep Places"),
		call: (values) => post("volunteer_services.api.groups.book", { activity: frm.docname, ...values }),
		done: ({ name }) => frappe.set_route("Form", "Group Sign Up", name),
	});
}

function shift_field(shifts) {
	const several = shifts.length > 1;
	return {
		fieldname: "shift",
		fieldtype: "Select",
		label: __("Shift"),
		hidden: several ? 0 : 1,
		reqd: several ? 1 : 0,
		options: shifts.map(({ name, shift_title, starts_on }) => ({
			value: name,
			label: `${shift_title} · ${frappe.datetime.str_to_user(starts_on)}`,
		})),
		default: several ? "" : shifts[0].name,
	};
}

function sign_up(frm, shifts) {
	volunteer_services.dialogs.ask({
		title: __("Sign Somebody Up"),
		fields: [
			{
				fieldname: "volunteer",
				fieldtype: "Link",
				options: "Volunteer Profile",
				label: __("Volunteer"),
				reqd: 1,
				get_query: () => ({ filters: { workflow_state: ["not in", ["Rejected", "Deregistered"]] } }),
			},
			shift_field(shifts),
			{
				fieldname: "override",
				fieldtype: "Small Text",
				label: __("Let In All the Same, Because"),
				description: __("Only where a rule speaks against it, such as age, post or another activity at that time."),
			},
		],
		label: __("Sign Up This Person"),
		call: (values) => post(`${ACTIVITIES}.sign_up`, { activity: frm.docname, ...values }),
		done({ status, position }) {
			const message =
				status === "Waiting" ? __("Waits at place {0}.", [position]) : __("Is signed up and has a place.");
			frappe.show_alert({ message, indicator: status === "Waiting" ? "orange" : "green" });
			frm.reload_doc();
		},
	});
}

async function take_over(frm) {
	if (frm.is_dirty()) await frm.save();
	const { added } = await post(`${ACTIVITIES}.take_over_sign_ups`, { activity: frm.docname });
	await frm.reload_doc();
	frappe.show_alert({
		message: __("{0} people stand in the roll-call as present. Mark who did not come.", [added]),
		indicator: "green",
	});
}

function tell({ done, problems }) {
	if (!problems.length) {
		frappe.show_alert({ message: __("{0} sign-ups were changed.", [done.length]), indicator: "green" });
		return;
	}
	const lines = problems.map(({ problem }) => `<li>${frappe.utils.escape_html(frappe.utils.html2text(problem))}</li>`);
	frappe.msgprint({
		title: __("Sign-ups"),
		indicator: "orange",
		message: `<p>${__("{0} sign-ups were changed.", [done.length])}</p><ul>${lines.join("")}</ul>`,
	});
}

async function post(method, args) {
	const { message } = await frappe.call({ method, type: "POST", args, freeze: true });
	return message;
}
