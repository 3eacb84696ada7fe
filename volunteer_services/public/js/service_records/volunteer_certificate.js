// 开具证明 from a volunteer's file: unit and period come from the records, the dialog shows what the paper will show
// and where the file's other hours are, and one button issues and prints it.
const API = "volunteer_services.api.certificates";
const FORMAT = "Service Record Certificate";
const SHOWN = 8;

frappe.ui.form.on("Volunteer Profile", {
	refresh(frm) {
		if (frm.is_new() || !frm.doc.total_minutes) return;
		if (!frappe.model.can_create("Service Certificate")) return;
		frm.add_custom_button(__("Issue a Certificate"), () => open(frm));
	},
});

async function open(frm) {
	const [units] = await Promise.all([
		frappe.xcall(`${API}.proposal`, { volunteer: frm.docname }),
		new Promise((resolve) => frappe.model.with_doctype("Service Certificate", resolve)),
	]);
	if (!units.length) {
		frappe.msgprint(__("None of the records is of a unit that you certify for."), __("Issue a Certificate"));
		return;
	}
	const { options: languages } = frappe.meta.get_docfield("Service Certificate", "language");
	const show = () => show_preview(dialog, frm);
	const dialog = volunteer_services.dialogs.make({
		title: __("Issue a Certificate"),
		size: "large",
		fields: [
			{
				fieldname: "recording_unit",
				fieldtype: "Select",
				label: __("Recording Unit"),
				reqd: 1,
				options: units.map((row) => ({ value: row.recording_unit, label: row.unit_name })),
				default: units[0].recording_unit,
				onchange: () => propose_period(dialog, units),
			},
			{ fieldname: "purpose", fieldtype: "Data", label: __("Intended Use") },
			{ fieldtype: "Column Break" },
			{ fieldname: "from_date", fieldtype: "Date", label: __("From Date"), reqd: 1, onchange: show },
			{ fieldname: "to_date", fieldtype: "Date", label: __("Until Date"), reqd: 1, onchange: show },
			{
				fieldname: "language",
				fieldtype: "Select",
				label: __("Language"),
				options: languages,
				default: "Chinese",
			},
			{ fieldtype: "Section Break" },
			{ fieldname: "preview", fieldtype: "HTML" },
		],
		label: __("Issue and Print"),
		async call(values) {
			const { message } = await frappe.call({
				method: `${API}.issue`,
				type: "POST",
				freeze: true,
				args: {
					volunteer: frm.docname,
					recording_unit: values.recording_unit,
					from_date: values.from_date,
					to_date: values.to_date,
					purpose: values.purpose,
					language: values.language,
				},
			});
			return message;
		},
		done(issued) {
			volunteer_services.paper.open({ doctype: "Service Certificate", name: issued.name }, FORMAT);
			const link = frappe.utils.get_form_link("Service Certificate", issued.name);
			frappe.show_alert({
				message: `<a href="${link}">${__("Issued: {0}", [issued.certificate_no])}</a>`,
				indicator: "green",
			});
		},
	});
	dialog.show();
	propose_period(dialog, units);
}

function propose_period(dialog, units) {
	const unit = units.find((row) => row.recording_unit === dialog.get_value("recording_unit"));
	if (unit) dialog.set_values({ from_date: unit.from_date, to_date: unit.to_date });
}

// Only the answer to the latest question counts.
const show_preview = frappe.utils.debounce(async (dialog, frm) => {
	const { recording_unit, from_date, to_date } = dialog.get_values(true) || {};
	if (!recording_unit || !from_date || !to_date) return;
	const asked = (dialog.asked = (dialog.asked || 0) + 1);
	const found = await frappe.xcall(`${API}.preview`, {
		volunteer: frm.docname,
		recording_unit,
		from_date,
		to_date,
	});
	if (asked === dialog.asked) dialog.fields_dict.preview.$wrapper.html(preview_html(found));
}, 200);

function hours(minutes) {
	return __("{0} hours", [format_number(minutes / 60, null, 2)]);
}

function preview_html(found) {
	const escape = frappe.utils.escape_html;
	const rows = found.rows.slice(0, SHOWN).map(
		(row) => `<tr><td class="text-nowrap">${frappe.datetime.str_to_user(row.service_date)}</td>
			<td>${escape(row.activity_name || "")}</td><td>${escape(row.service_content || "")}</td>
			<td class="text-right text-nowrap">${hours(row.minutes)}</td></tr>`
	);
	const more = found.rows.length - rows.length;
	return `<p class="mb-1"><b style="font-size: 1.3em">${hours(found.minutes)}</b>
			· ${__("{0} records on the paper", [found.rows.length])}</p>
		<table class="table table-sm"><tbody>${rows.join("")}</tbody></table>
		${more > 0 ? `<p class="text-muted small">${__("and {0} more", [more])}</p>` : ""}
		${difference_html(found)}`;
}

const KINDS = {
	period: () => __("this unit, outside the period"),
	unit: (row) => frappe.utils.escape_html(row.unit_name),
	beyond: () => __("units outside your scope: they certify themselves"),
	none: () => __("of no unit: brought over or opening"),
};

function difference_html({ file_minutes, minutes, elsewhere, waiting }) {
	const lines = elsewhere.map((row) => `<li>${hours(row.minutes)}: ${KINDS[row.kind](row)}</li>`);
	const head = __("The file has {0}, the paper {1}. The others:", [hours(file_minutes), hours(minutes)]);
	const parts = lines.length ? [`<p class="mb-1">${head}</p><ul>${lines.join("")}</ul>`] : [];
	if (waiting.records) {
		parts.push(
			`<p class="text-muted">${__("Not approved yet, on neither: {0} records, {1}", [
				waiting.records,
				hours(waiting.minutes),
			])}</p>`
		);
	}
	return parts.join("");
}
