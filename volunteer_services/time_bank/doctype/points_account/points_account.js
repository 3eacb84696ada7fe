const API = "volunteer_services.api.points";
const PASSBOOK = "volunteer_services.api.passbook";
const PAGE_LENGTH = 20;

frappe.ui.form.on("Points Account", {
	refresh(frm) {
		frm.disable_save();
		show_headline(frm);
		show_entries(frm, 0);
		add_buttons(frm);
	},
});

function show_headline(frm) {
	const doc = frm.doc;
	frm.dashboard.clear_headline();
	if (doc.status === "Under Review") {
		const missing = format_number(doc.shortfall, null, 0);
		frm.dashboard.set_headline_alert(
			__("Under review: {0} points are missing. Nothing can be spent until that is decided.", [missing]),
			"red"
		);
		return;
	}
	if (doc.status === "Closed") {
		frm.dashboard.set_headline_alert(__("This account is closed."), "orange");
		return;
	}
	if (doc.account_kind === "Issue") return;
	const figures = [
		[__("Points Balance"), doc.balance],
		[__("Points Held"), doc.held],
		[__("At Disposal"), doc.balance - doc.held - doc.min_balance],
	];
	const cards = figures.map(
		([label, value]) => `<span class="mr-4">${label}: <b>${format_number(value || 0, null, 0)}</b></span>`
	);
	frm.dashboard.set_headline(`<div>${cards.join("")}</div>`);
}

async function show_entries(frm, start) {
	const page = await frappe.xcall(`${API}.entries`, {
		account: frm.docname,
		start,
		page_length: PAGE_LENGTH,
	});
	const $wrapper = frm.get_field("statement_html").$wrapper;
	$wrapper.html(page.total ? table_of(page) : `<p class="text-muted">${__("No entries yet.")}</p>`);
	$wrapper.find("[data-start]").on("click", (event) => show_entries(frm, $(event.currentTarget).data("start")));
}

function table_of(page) {
	const heads = [__("Date"), __("Kind of Transfer"), __("What"), __("Hours"), __("Number of Points"), __("Balance After")];
	const head = heads
		.map((label, index) => `<th class="${index > 2 ? "text-right" : ""}">${label}</th>`)
		.join("");
	return `
		<table class="table table-bordered table-sm volunteer-points-entries">
			<thead><tr>${head}</tr></thead>
			<tbody>${page.rows.map(row_of).join("")}</tbody>
		</table>
		${pager(page)}`;
}

function row_of(row) {
	const what = frappe.utils.escape_html(row.what);
	const linked = row.voucher
		? `<a href="${frappe.utils.get_form_link(row.voucher_type, row.voucher)}">${what}</a>`
		: what;
	const sign = row.points > 0 ? "+" : "";
	return `<tr>
		<td>${frappe.datetime.str_to_user(row.posted_on)}</td>
		<td>${__(row.kind, null, "Points Entry")}</td>
		<td>${linked}</td>
		<td class="text-right">${row.minutes ? format_number(row.minutes / 60, null, 2) : ""}</td>
		<td class="text-right">${sign}${format_number(row.points, null, 0)}</td>
		<td class="text-right">${format_number(row.balance_after, null, 0)}</td>
	</tr>`;
}

function pager(page) {
	const last = Math.min(page.start + page.page_length, page.total);
	const button = (label, start, on) =>
		`<button class="btn btn-xs btn-default ml-2" data-start="${start}" ${on ? "" : "disabled"}>${label}</button>`;
	return `<div class="text-muted small">
		${__("{0} to {1} of {2}", [page.start + 1, last, page.total])}
		${button(__("Newer"), Math.max(0, page.start - page.page_length), page.start > 0)}
		${button(__("Older"), last, last < page.total)}
	</div>`;
}

function add_buttons(frm) {
	const doc = frm.doc;
	frm.add_custom_button(__("Print Account Statement"), () => print_statement(frm), __("Print"));
	if (doc.account_kind === "Volunteer" && volunteer_services.has_role("STAFF")) {
		const group = __("Passbook");
		frm.add_custom_button(__("Print Passbook"), () => print_passbook(frm), group);
		frm.add_custom_button(__("Print Lines Again"), () => print_again(frm), group);
		frm.add_custom_button(__("Begin a New Passbook"), () => begin_book(frm), group);
	}
	if (doc.status === "Under Review" && volunteer_services.has_role("CITY_UP")) {
		frm.add_custom_button(__("Write Off Shortfall"), () => write_off(frm));
	}
}

function print_statement(frm) {
	const today = frappe.datetime.get_today();
	frappe.prompt(
		[
			{
				fieldname: "from_date",
				fieldtype: "Date",
				label: __("From Date"),
				reqd: 1,
				default: `${today.slice(0, 4)}-01-01`,
			},
			{ fieldname: "to_date", fieldtype: "Date", label: __("Until Date"), reqd: 1, default: today },
		],
		(values) => volunteer_services.paper.open(frm.doc, "Points Account Statement", values),
		__("Print Account Statement"),
		__("Print")
	);
}

async function print_passbook(frm) {
	const plan = await frappe.xcall(`${PASSBOOK}.lines`, { account: frm.docname });
	if (!plan.count) {
		frappe.msgprint(
			plan.waiting
				? __("This passbook is full: begin a new one.")
				: __("Everything is printed: the passbook is up to date.")
		);
		return;
	}
	volunteer_services.paper.open(frm.doc, "Time Passbook");
	const first = plan.lines_before + 1;
	frappe.confirm(
		__("Were the lines {0} to {1} of the passbook {2} printed well? Only then they count as printed.", [
			first,
			plan.lines_before + plan.count,
			plan.passbook_no,
		]),
		async () => {
			await frappe.xcall(`${PASSBOOK}.mark_printed`, {
				account: frm.docname,
				lines_before: plan.lines_before,
				count: plan.count,
			});
			frm.reload_doc();
		}
	);
}

function reason_field() {
	return { fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 };
}

function print_again(frm) {
	if (!frm.doc.passbook_lines) {
		frappe.msgprint(__("Nothing is printed in this passbook yet."));
		return;
	}
	frappe.prompt(
		[
			{
				fieldname: "line",
				fieldtype: "Int",
				label: __("From Line"),
				reqd: 1,
				default: frm.doc.passbook_lines,
				description: __("{0} lines are printed.", [frm.doc.passbook_lines]),
			},
			reason_field(),
		],
		async (values) => {
			await frappe.xcall(`${PASSBOOK}.print_again`, { account: frm.docname, ...values });
			await frm.reload_doc();
			print_passbook(frm);
		},
		__("Print Lines Again"),
		__("Print")
	);
}

function begin_book(frm) {
	frappe.prompt(
		[reason_field()],
		async ({ reason }) => {
			await frappe.xcall(`${PASSBOOK}.begin_book`, { account: frm.docname, reason });
			frm.reload_doc();
		},
		__("Begin a New Passbook"),
		__("Begin")
	);
}

function write_off(frm) {
	frappe.prompt(
		[
			{
				...reason_field(),
				description: __("The reason stays on the account. The missing points are forgiven."),
			},
		],
		async ({ reason }) => {
			await frappe.xcall(`${API}.write_off`, { account: frm.docname, reason });
			frm.reload_doc();
		},
		__("Write Off Shortfall"),
		__("Write Off Shortfall")
	);
}
