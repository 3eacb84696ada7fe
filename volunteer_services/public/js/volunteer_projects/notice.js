// The recruitment notice on an activity's form: what it says with what the project says, and the question before it
// is published.
frappe.provide("volunteer_services.notice");

const ANSWER = "notice_answer";

const read = async (frm) => {
	const method = "volunteer_services.api.notices.shown";
	const { message } = await frappe.call({ method, type: "GET", args: { activity: frm.docname } });
	return message;
};

volunteer_services.notice.show = async function (frm) {
	if (frm.is_new() || !["Draft", "Published"].includes(frm.doc.workflow_state)) return;
	const activity = frm.docname;
	const notice = await read(frm);
	if (frm.docname !== activity) return;
	frm.dashboard.add_section(panel(notice), __("Recruitment Notice"));
	frm.dashboard.show();
};

function panel({ lines, words, warnings }) {
	const escape = frappe.utils.escape_html;
	const rows = lines.map(({ label, text, source }) => {
		const said = text
			? `${escape(text)}${source ? ` <span class="text-muted">(${escape(source)})</span>` : ""}`
			: `<span class="text-danger">${__("not said yet")}</span>`;
		return `<tr><th style="width: 20%; white-space: nowrap">${escape(label)}</th><td>${said}</td></tr>`;
	});
	const notes = words.map(({ word, why }) => `${escape(word)} (${escape(why)})`);
	const lists = [
		notes.length ? `<p class="text-warning">${__("Words that ask whether it is volunteering: {0}", [notes.join(" · ")])}</p>` : "",
		...warnings.map((warning) => `<p class="text-warning">${escape(warning)}</p>`),
	];
	return `<table class="table table-sm mb-2"><tbody>${rows.join("")}</tbody></table>${lists.join("")}`;
}

// Before the action Publish: words of no volunteering are answered for, in a dialog, and saved with the answer.
volunteer_services.notice.before_publish = async function (frm) {
	if (frm.is_dirty() || (frm.doc[ANSWER] || "").trim()) return;
	const { words, missing } = await read(frm);
	if (!words.length || missing.length) return;
	frappe.dom.unfreeze();
	const answer = await ask(words);
	await frm.set_value(ANSWER, answer);
	await frm.save();
	frappe.dom.freeze();
};

// Closed without an answer, the dialog leaves the promise open: nothing is published.
function ask(words) {
	const escape = frappe.utils.escape_html;
	return new Promise((resolve) => {
		const dialog = new frappe.ui.Dialog({
			title: __("Is It Volunteering?"),
			fields: [
				{
					fieldname: "found",
					fieldtype: "HTML",
					options: `<p>${__("These words may speak of something else:")}</p><ul>${words
						.map(({ word, why }) => `<li><b>${escape(word)}</b> (${escape(why)})</li>`)
						.join("")}</ul>`,
				},
				{
					fieldname: ANSWER,
					fieldtype: "Small Text",
					label: __("Why It Is Volunteering"),
					description: __("Who pays whom? Is it in working time? Does anybody require it?"),
					reqd: 1,
				},
			],
			primary_action_label: __("Publish"),
			primary_action(values) {
				dialog.hide();
				resolve(values[ANSWER]);
			},
		});
		dialog.show();
	});
}
