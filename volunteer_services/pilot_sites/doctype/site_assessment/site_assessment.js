// An assessment fills itself: the rows come from the standard, what the system knows stands beside each item.
const LAST_SEEN = "assessment_basis";

volunteer_services.link_filters.describe("Site Assessment", {
	service_site: __("Active sites"),
	standard: __("Standards that are not disabled"),
});
volunteer_services.workflow_reason.declare("Site Assessment", {
	"Require Rectification": {
		fields: ["rectify_owner", "rectify_by"],
		// Most often it is who handed the assessment in that puts right what is missing.
		suggested: { rectify_owner: (frm) => frm.doc.submitted_by },
	},
});

frappe.ui.form.on("Site Assessment", {
	setup(frm) {
		frm.set_query("service_site", () => ({ filters: { status: "Active" } }));
		frm.set_query("standard", () => ({ filters: { is_disabled: 0 } }));
		frm.set_query("pilot_site", () =>
			frm.doc.service_site ? { filters: { service_site: frm.doc.service_site } } : {}
		);
	},

	async onload(frm) {
		if (!frm.is_new()) return;
		if (!frm.doc.assessor) frm.set_value("assessor", frappe.session.user);
		if (frm.doc.standard) return;
		const standard = await frappe.xcall("volunteer_services.api.checklists.in_force");
		if (standard && frm.is_new() && !frm.doc.standard) await frm.set_value("standard", standard);
	},

	refresh(frm) {
		frm.toggle_display("site_name", false); // stands in the title, and in the link beside it
		lock_fields(frm);
		lock_rows(frm);
		show_links(frm);
		show_headline(frm);
		add_buttons(frm);
		show_guide(frm);
		if (frm.is_new()) fill_rows(frm);
		else frm[LAST_SEEN] = basis(frm);
	},

	service_site: (frm) => fill_rows(frm),
	standard: (frm) => fill_rows(frm),
	assessed_on: (frm) => fill_rows(frm),
});

function is_draft(frm) {
	return frm.is_new() || frm.doc.workflow_state === "Draft";
}

// What was sent to review stays as it is; the server refuses changes, the form does not offer them.
function lock_fields(frm) {
	["service_site", "standard", "kind", "pilot_site", "assessed_on", "assessor", "general_remark"].forEach((field) =>
		frm.set_df_property(field, "read_only", is_draft(frm) ? 0 : 1)
	);
}

// The rows are the standard's: nobody adds one, removes one or moves it.
function lock_rows(frm) {
	const grid = frm.get_field("results").grid;
	grid.cannot_add_rows = true;
	grid.df.cannot_delete_rows = 1;
	grid.df.cannot_add_rows = 1;
	frm.set_df_property("results", "read_only", is_draft(frm) ? 0 : 1);
	grid.wrapper.find(".grid-add-row, .grid-add-multiple-rows, .grid-remove-rows").addClass("hidden");
}

function basis(frm) {
	const { service_site, standard, assessed_on } = frm.doc;
	return service_site && standard ? [service_site, standard, assessed_on].join("|") : "";
}

// Rows by the standard; answers to the items that stay are kept.
async function fill_rows(frm) {
	const wanted = basis(frm);
	if (!wanted || !is_draft(frm) || frm[LAST_SEEN] === wanted) return;
	frm[LAST_SEEN] = wanted;
	const { service_site, standard, assessed_on } = frm.doc;
	const rows = await frappe.xcall("volunteer_services.api.assessments.blank", {
		service_site,
		standard,
		assessed_on,
	});
	if (basis(frm) !== wanted) return;
	const given = Object.fromEntries((frm.doc.results || []).map((row) => [row.item_code, row]));
	frm.clear_table("results");
	rows.forEach((values) => {
		const old = given[values.item_code] || {};
		const row = frm.add_child("results", values);
		["is_met", "evidence", "number", "remark"].forEach((field) => {
			if (old[field]) row[field] = old[field];
		});
	});
	frm.refresh_field("results");
	lock_rows(frm);
	show_guide(frm);
}

// Headline and links share one place of the form: show_links has emptied it.
function show_headline(frm) {
	const { doc } = frm;
	if (frm.is_new() || !doc.item_count) return;
	const colour = doc.is_compliant ? "green" : doc.met_count || is_draft(frm) ? "orange" : "red";
	const words = [`<b>${__("{0} of {1} proved", [doc.met_count, doc.item_count])}</b>`];
	if (doc.is_compliant) words.push(__("All that the standard asks for is there."));
	const missing = (doc.shortfall || "").split("\n").filter(Boolean).map(frappe.utils.escape_html);
	const list = missing.length
		? `<ul class="mb-0 pl-3">${missing.map((text) => `<li>${text}</li>`).join("")}</ul>`
		: "";
	if (doc.workflow_state === "Certified") {
		const until = doc.valid_until
			? __("Certified until {0}.", [frappe.datetime.str_to_user(doc.valid_until)])
			: __("Certified without an end.");
		words.push(until);
	}
	frm.dashboard.set_headline(`<div>${words.join(" · ")}${list}</div>`, colour);
}

function show_links(frm) {
	const { doc } = frm;
	frm.set_intro("");
	const link = (name) => frappe.utils.get_form_link("Site Assessment", name, true, name);
	if (doc.follow_up_of) {
		frm.set_intro(__("Follow-up of {0}: what was met is carried over.", [link(doc.follow_up_of)]), "blue");
	}
	if (doc.follow_up) frm.set_intro(__("Rectification goes on in {0}.", [link(doc.follow_up)]), "orange");
	if (is_draft(frm) && doc.decision_reason) {
		frm.set_intro(__("Reason given: {0}", [frappe.utils.escape_html(doc.decision_reason)]), "red");
	}
}

function add_buttons(frm) {
	const ours = volunteer_services.assessments;
	if (frm.is_new()) return;
	frm.add_custom_button(__("Print Assessment Sheet"), () =>
		volunteer_services.paper.open(frm.doc, "Site Assessment Sheet")
	);
	if (!is_draft(frm) || !frm.perm[0]?.write) return;
	frm.add_custom_button(__("Fill on Phone"), () => ours.show_phone(frm.docname));
	const saved = (then) => () => {
		if (frm.is_dirty()) frappe.throw(__("Save the assessment first."));
		then();
	};
	frm.add_custom_button(
		__("Export Excel Form"),
		saved(() => ours.export_form(frm.docname)),
		__("Excel")
	);
	frm.add_custom_button(
		__("Import Excel Form"),
		saved(() =>
			ours.import_form(frm.docname, (result) => {
				ours.say_imported(result);
				frm.reload_doc();
			})
		),
		__("Excel")
	);
}

// Guidance, what is needed, and what the system counts, with the list that shows it.
async function show_guide(frm) {
	const place = frm.get_field("guide_html").$wrapper;
	const rows = frm.doc.results || [];
	if (!rows.length) {
		const hint = __("Choose the site and the standard: the items appear by themselves.");
		place.html(frm.is_new() ? `<p class="text-muted">${hint}</p>` : "");
		return;
	}
	const wanted = basis(frm);
	const { service_site, standard, assessed_on } = frm.doc;
	let offers = {};
	try {
		const args = { service_site, standard, assessed_on };
		offers = await frappe.xcall("volunteer_services.api.assessments.offers", args);
	} catch (_error) {
		offers = {}; // whoever may not see the site sees the assessment alone
	}
	if (basis(frm) !== wanted) return;
	place.html(guide_table(frm, rows, offers));
	place.find("[data-upload]").on("click", (event) => {
		const { upload: code } = event.currentTarget.dataset;
		volunteer_services.assessments.upload(frm, rows.find((row) => row.item_code === code));
	});
	place.find("[data-confirm]").on("click", () => volunteer_services.assessments.confirm_proved(frm, offers));
	place.find("[data-offer]").on("click", (event) => {
		event.preventDefault();
		const offer = offers[event.currentTarget.dataset.offer];
		frappe.set_route("List", offer.doctype, "List", offer.filters);
	});
}

function guide_table(frm, rows, offers) {
	const escape = frappe.utils.escape_html;
	const { proved, evidence_html, upload_html } = volunteer_services.assessments;
	const may_fill = is_draft(frm) && frm.perm[0]?.write;
	const may_upload = may_fill && !frm.is_new();
	const left = may_fill ? proved(rows, offers).length : 0;
	const confirm = left
		? `<p><button type="button" class="btn btn-sm btn-primary" data-confirm>
			${__("Tick the {0} items that the system has proved", [left])}</button></p>`
		: "";
	const lines = rows.map((row) => {
		const offer = offers[row.item_code];
		const needed = __(row.evidence_required, null, "Site Assessment Result");
		const counted = offer
			? `<a href="#" data-offer="${escape(row.item_code)}">${escape(offer.text)}</a>
				<span class="indicator-pill no-indicator-dot ${offer.is_enough ? "green" : "red"}">
				${offer.is_enough ? "✓" : __("at least {0}", [offer.minimum])}</span>`
			: "";
		const problem = row.is_met && row.problem ? `<div class="text-danger">${escape(row.problem)}</div>` : "";
		const optional = row.is_mandatory ? "" : ` <span class="text-muted">(${__("optional")})</span>`;
		return `<tr><td><b>${escape(row.item_title)}</b>${optional}</td><td>${escape(row.guidance || "")}${problem}</td>
			<td>${offer ? "" : escape(needed)}${counted} ${evidence_html(row)} ${may_upload ? upload_html(row) : ""}</td></tr>`;
	});
	return `${confirm}<details class="mb-3 volunteer-guide" ${may_fill || !rows.some((row) => row.is_met) ? "open" : ""}>
		<summary class="mb-2">${__("What is looked for, and what the system knows")}</summary>
		<table class="table table-bordered table-sm"><thead><tr><th style="width: 22%">${__("Checklist Item")}</th>
		<th>${__("Guidance")}</th><th style="width: 28%">${__("Evidence")}</th></tr></thead>
		<tbody>${lines.join("")}</tbody></table></details>`;
}
