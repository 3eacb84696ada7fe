// The site at a glance, on its form: state by the standard, ticks, visits, what belongs to it, and the decisions on it.
const API = "volunteer_services.api.site_figures.at_a_glance";
const MARKS = { "✓": "green", "✗": "red", "–": "gray" };
const OUTCOMES = { Certified: "green", "Needs Rectification": "red", Cancelled: "gray" };
const escape = frappe.utils.escape_html;

frappe.ui.form.on("Service Site", {
	refresh(frm) {
		if (frm.is_new()) return;
		buttons(frm);
		show(frm);
	},
});

function buttons(frm) {
	if (frappe.model.can_create("Site Assessment")) {
		frm.add_custom_button(__("New Assessment"), () => begin(frm, "Site Assessment"));
	}
	if (frappe.model.can_create("Site Visit")) {
		frm.add_custom_button(__("Plan Visit"), () => begin(frm, "Site Visit"));
	}
}

// Whatever is begun here belongs to this site and, for an assessment, to the version of the standard in force.
function begin(frm, doctype) {
	const values = { service_site: frm.doc.name };
	if (doctype === "Site Assessment" && frm.at_a_glance?.standard_version) {
		values.standard = frm.at_a_glance.standard_version;
	}
	frappe.new_doc(doctype, values);
}

async function show(frm) {
	const name = frm.doc.name;
	const data = (await frappe.call({ method: API, type: "GET", args: { site: name } })).message;
	if (!data || frm.doc.name !== name) return;
	frm.at_a_glance = data;
	frm.dashboard.show();
	frm.dashboard.clear_headline();
	frm.dashboard.set_headline_alert(headline(data), headline_colour(data));
	$(frm.wrapper).find(".site-at-a-glance").closest(".form-dashboard-section").remove();
	frm.dashboard.add_section(`<div class="site-at-a-glance">${body(data)}</div>`, __("At a Glance"));
	const section = $(frm.wrapper).find(".site-at-a-glance").closest(".form-dashboard-section");
	section.prependTo(section.parent());
}

const day = (value) => frappe.datetime.str_to_user(value);

function headline(data) {
	const parts = [`<b>${escape(data.state_word)}</b>`];
	if (data.item_count) {
		parts.push(__("{0} of {1} items met", [data.met_count, data.item_count]));
	}
	if (data.valid_until) {
		parts.push(
			data.state === "Lapsed"
				? __("valid until {0}, lapsed", [day(data.valid_until)])
				: __("valid until {0}", [day(data.valid_until)])
		);
	}
	if (data.open_findings) parts.push(__("open findings: {0}", [data.open_findings]));
	return parts.join(" · ");
}

function headline_colour(data) {
	const colours = { Certified: "green", "Needs Rectification": "red", "Under Review": "blue", Lapsed: "orange" };
	return colours[data.state] || "gray";
}

function body(data) {
	return [ticks_html(data), figures_html(data), pilots_html(data), history_html(data)].join("");
}

function ticks_html(data) {
	if (!data.ticks.length) return "";
	const pills = data.ticks.map(
		(tick) =>
			`<span class="indicator-pill no-indicator-dot ${MARKS[tick.mark]}" style="margin: 0 6px 6px 0"
				title="${escape(tick.code)}">${tick.mark} ${escape(tick.title)}</span>`
	);
	const link = data.assessment
		? `<a href="${frappe.utils.get_form_link("Site Assessment", data.assessment)}">${escape(data.assessment)}</a>`
		: "";
	return `<div class="mb-2"><div class="text-muted small mb-1">${escape(data.standard)} ${link}</div>${pills.join("")}</div>`;
}

function figures_html(data) {
	const counts = data.counts;
	const list = (label, value, doctype, filters) => ({ label, value, doctype, filters });
	const site = data.site;
	const figures = [
		list(__("Active Teams"), counts.teams, "Volunteer Team", { site, workflow_state: "Active" }),
		list(__("Projects"), counts.projects, "Volunteer Project", { site }),
		list(__("Activities, 12 Months"), counts.activities, "Service Activity", { site }),
		list(__("Records, 12 Months"), data.records, "Service Log", { site, docstatus: 1 }),
		list(__("Hours, 12 Months"), data.hours),
		list(__("Waiting for Review"), counts.waiting, "Service Log", { site, docstatus: 0 }),
		list(__("Visits Made"), counts.visits, "Site Visit", { service_site: site, status: "Visited" }),
		list(__("Days Since the Last Visit"), data.days_since_visit),
		list(__("Next Visit"), data.next_visit && day(data.next_visit)),
		list(__("Open Findings"), data.open_findings, "Site Visit", { service_site: site, follow_up: "Open" }),
		list(__("Accepted Submissions"), counts.submissions, "Site Submission", { service_site: site }),
	].filter((figure) => figure.value !== undefined && figure.value !== null);
	const cells = figures.map((figure) => {
		const value = `<div style="font-size: 18px; font-weight: 600">${figure.value}</div>`;
		const text = `${value}<div class="text-muted small">${figure.label}</div>`;
		const link = figure.doctype && figure.value;
		return link
			? `<a href="${list_address(figure)}" class="mb-2" style="${CELL}">${text}</a>`
			: `<div class="mb-2" style="${CELL}">${text}</div>`;
	});
	return `<div class="mb-2" style="display: flex; flex-wrap: wrap">${cells.join("")}</div>`;
}

const CELL = "min-width: 108px; margin-right: 12px; color: inherit; text-decoration: none";

function list_address(figure) {
	const desk = frappe.utils.get_form_link(figure.doctype, "x").replace(/\/x$/, "");
	return `${desk}?${new URLSearchParams(figure.filters)}`;
}

function pilots_html(data) {
	if (!data.pilot_sites.length) return "";
	const rows = data.pilot_sites.map((row) => {
		const year = row.programme_name.includes(row.year) ? "" : ` ${row.year}`;
		const link = `<a href="${frappe.utils.get_form_link("Pilot Site", row.name)}">${escape(row.programme_name)}${year}</a>`;
		const next = row.next_milestone
			? `${escape(row.next_milestone)} <span class="${row.is_overdue ? "text-danger" : "text-muted"}">${day(
					row.next_due_on
			  )}</span>`
			: "";
		return `<tr><td>${link}</td><td>${escape(row.state_word)}</td><td>${escape(row.plaque_no || "")}</td>
			<td class="text-right">${Math.round(row.progress || 0)} %</td><td>${next}</td></tr>`;
	});
	const head = [__("Pilot Programme"), __("Status"), __("Plaque No."), __("Milestone Progress"), __("Next Milestone")];
	return table(head, rows, 3);
}

function history_html(data) {
	if (!data.history.length) return "";
	const rows = data.history.map((row) => {
		const link = `<a href="${frappe.utils.get_form_link("Site Assessment", row.name)}">${day(row.decided_on)}</a>`;
		const pill = `<span class="indicator-pill ${OUTCOMES[row.state] || "gray"}">${escape(row.state_word)}</span>`;
		const until = row.valid_until
			? day(row.valid_until)
			: row.rectify_by
			? __("to be rectified by {0}", [day(row.rectify_by)])
			: "";
		return `<tr><td>${link}</td><td>${pill}</td><td class="text-right">${escape(row.met)}</td><td>${until}</td>
			<td class="text-muted">${escape(row.standard || "")}</td></tr>`;
	});
	return table([__("Decided On"), __("Outcome"), __("Items Met"), __("Valid Until"), ""], rows, 2);
}

// ``right``: the column of figures.
function table(head, rows, right) {
	const cells = head.map((text, index) => `<th class="${index === right ? "text-right" : ""}">${text}</th>`);
	return `<div style="overflow-x: auto"><table class="table table-sm mb-2" style="white-space: nowrap"><thead class="text-muted small"><tr>${cells.join(
		""
	)}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}
