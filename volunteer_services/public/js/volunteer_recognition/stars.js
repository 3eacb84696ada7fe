// The star recalculation and the decisions about star awards, from lists and forms.
frappe.provide("volunteer_services.stars");

const API = "volunteer_services.api.stars.";

volunteer_services.stars.may_recalculate = () => volunteer_services.has_role("CITY_UP");

// Some volunteers, or all in the user's scope.
volunteer_services.stars.recalculate = async function (names) {
	const question = names?.length
		? __("Recalculate hours and stars of the {0} chosen volunteers?", [names.length])
		: __("Recalculate hours and stars of all volunteers in your scope?");
	if (!(await confirmed(question))) return;
	const title = __("Recalculate Stars");
	const result = await settled("recalculate", names?.length ? { volunteers: names } : {}, title);
	frappe.msgprint({ title, indicator: "green", message: counts_html(result) });
	return result;
};

volunteer_services.stars.decide = async function (method, label, names, values, done) {
	const result = await settled(method, { ...values, names }, __("{0}: {1} awards", [label, names.length]));
	frappe.msgprint({
		title: label,
		indicator: result.problems.length ? "orange" : "green",
		wide: result.problems.length > 0,
		message: decision_html(result),
	});
	done();
};

async function settled(method, args, title) {
	const answer = await frappe.xcall(API + method, args);
	return answer.job ? volunteer_services.progress.watch(answer.job, title) : answer;
}

function confirmed(question) {
	return new Promise((resolve) => frappe.confirm(question, () => resolve(true), () => resolve(false)));
}

function counts_html(result) {
	const rows = [
		[__("Volunteers examined"), result.examined],
		[__("Volunteers changed"), result.changed],
		[__("Stars granted"), result.granted],
		[__("Stars proposed"), result.proposed],
		[__("Proposals withdrawn"), result.withdrawn],
		[__("Stars to be reviewed"), result.to_review],
	];
	const lines = rows.map(([label, count]) => `<tr><td>${label}</td><td class="text-right"><b>${count}</b></td></tr>`);
	return `<table class="table table-sm mb-0"><tbody>${lines.join("")}</tbody></table>`;
}

function decision_html(result) {
	const escape = frappe.utils.escape_html;
	const done = `<p>${__("Done: {0}", [`<b>${result.done}</b>`])}</p>`;
	if (!result.problems.length) return done;
	const rows = result.problems.map(
		(row) => `<tr><td><a href="${frappe.utils.get_form_link("Star Award", row.name)}">
			${escape(row.volunteer || row.name)}</a></td><td>${escape(row.problem)}</td></tr>`
	);
	return `${done}<p>${__("{0} awards were left as they are:", [rows.length])}</p>
		<table class="table table-bordered table-sm"><thead><tr><th>${__("Volunteer")}</th>
		<th>${__("Reason")}</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

// --- decisions ------------------------------------------------------------------------------------

const REASON = { fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 };

const DECISIONS = [
	{
		method: "start_notice",
		label: __("Start Public Notice"),
		roles: "OFFICERS",
		statuses: ["Proposed"],
		fields: [
			{ fieldname: "notice_from", fieldtype: "Date", label: __("Notice From"), default: "Today", reqd: 1 },
		],
	},
	{
		method: "grant",
		label: __("Grant"),
		roles: "OFFICERS",
		statuses: ["Proposed", "Public Notice", "Objected"],
		fields: [
			{
				fieldname: "granting_unit",
				fieldtype: "Link",
				options: "Recording Unit",
				label: __("Granting Unit"),
				description: __("Empty: the unit that stands on each award."),
			},
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Reason"),
				description: __("Needed where there is an objection."),
			},
		],
	},
	{
		method: "object",
		label: __("Object"),
		roles: "OFFICERS",
		statuses: ["Proposed", "Public Notice"],
		fields: [{ ...REASON, label: __("Objection") }],
	},
	{ method: "keep", label: __("Keep"), roles: "CITY_UP", statuses: ["Granted"], fields: [REASON] },
	{
		method: "revoke",
		label: __("Revoke", null, "Star Award"),
		roles: "CITY_UP",
		statuses: ["Proposed", "Public Notice", "Granted", "Objected"],
		fields: [REASON],
	},
	{ method: "reinstate", label: __("Reinstate"), roles: "CITY_UP", statuses: ["Revoked"], fields: [REASON] },
];

function decisions_of_user() {
	return DECISIONS.filter((one) => volunteer_services.has_role(one.roles));
}

// Whether the decision is possible on the award as it stands; the server checks again.
function fits(decision, award) {
	if (!decision.statuses.includes(award.status)) return false;
	if (decision.method === "keep") return Boolean(award.needs_review);
	if (decision.method === "reinstate") return Boolean(award.is_barred);
	if (decision.method !== "grant") return true;
	if (award.status === "Proposed") return !volunteer_services.told.has_notice;
	return !award.notice_to || award.notice_to < frappe.datetime.get_today();
}

volunteer_services.stars.setup_list = function (listview) {
	const items = decisions_of_user().map((decision) => {
		const fitting = () => listview.get_checked_items().filter((award) => fits(decision, award));
		const decide = () => ask(decision, fitting().map((award) => award.name), () => finish_list(listview));
		return { fitting, $item: $(listview.page.add_actions_menu_item(decision.label, decide, false)) };
	});
	// A decision is offered for the awards that are chosen and on which it is possible.
	const on_row_checked = listview.on_row_checked;
	listview.on_row_checked = function (...args) {
		on_row_checked.apply(this, args);
		for (const { fitting, $item } of items) $item.toggleClass("hidden", !fitting().length);
	};
	if (frappe.model.can_print("Star Award")) {
		listview.page.add_menu_item(__("Print List for Public Notice"), () => {
			const query = new URLSearchParams({ _lang: frappe.boot.lang });
			window.open(`/api/method/${API}notice_list?${query}`, "_blank", "noopener");
		});
	}
	listview.page.add_menu_item(__("Open Page of Public Notice"), () => window.open("/star-notice", "_blank", "noopener"));
	if (volunteer_services.stars.may_recalculate()) {
		listview.page.add_menu_item(__("Recalculate Stars"), () =>
			volunteer_services.stars.recalculate().then(() => listview.refresh())
		);
	}
};

function finish_list(listview) {
	listview.clear_checked_items();
	listview.refresh();
}

volunteer_services.stars.setup_form = function (frm) {
	for (const decision of decisions_of_user()) {
		if (!fits(decision, frm.doc)) continue;
		frm.add_custom_button(
			decision.label,
			() => ask(decision, [frm.doc.name], () => frm.reload_doc()),
			__("Actions")
		);
	}
};

function ask(decision, names, done) {
	if (!names.length) return;
	const fields = decision.fields.map((field) => ({
		...field,
		default: field.default === "Today" ? frappe.datetime.get_today() : field.default,
	}));
	frappe.prompt(
		fields,
		(values) => volunteer_services.stars.decide(decision.method, decision.label, names, values, done),
		__("{0}: {1} awards", [decision.label, names.length]),
		decision.label
	);
}
