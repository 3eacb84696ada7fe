// What each row of a sheet will do, before anything is kept; then the chosen rows are kept in portions.
frappe.provide("volunteer_services.sheet_preview");

const AT_ONCE = 50;

// What a row does, as the server says it → its word and colour. ``becomes``: what a new row will be.
const outcomes = (becomes) => ({
	New: [becomes, "green"],
	"On File Already": [__("On File Already"), "gray"],
	"To Be Decided": [__("To Be Decided"), "orange"],
	Refused: [__("Not Taken"), "red"],
});

// ``found``: {rows, plan, left_out} of the server. ``columns``: [heading, (one, cells) → text]. ``decide(one)``: what
// somebody chooses in a row that is asked about, as HTML with [data-decide=number]; ``decided(dialog)`` reads it.
// ``keep(rows, decided)`` asks the server; ``made(count)`` says how many; ``done`` follows.
volunteer_services.sheet_preview.show = function ({ found, becomes, columns, decide, decided, label, keep, made, done }) {
	const rows = new Map(found.rows.map((row) => [row.number, row]));
	const count = (what) => found.plan.filter((one) => one.what === what).length;
	const dialog = new frappe.ui.Dialog({
		title: __("What Each Row Will Do"),
		size: "extra-large",
		fields: [{ fieldtype: "HTML", fieldname: "preview" }],
		primary_action_label: label,
		primary_action() {
			const chosen = decided(dialog);
			const wanted = found.plan.filter((one) => one.what === "New" || one.number in chosen).map((one) => rows.get(one.number));
			if (!wanted.length) frappe.throw(__("No row is new, and none was chosen."));
			dialog.hide();
			const not_taken = found.plan.filter((one) => one.what === "Refused" || (one.what === "To Be Decided" && !(one.number in chosen)));
			portions(wanted, chosen, { keep, made, done, not_taken, found, rows });
		},
	});
	const words = outcomes(becomes);
	const heads = Object.entries(words).map(
		([what, [word, colour]]) => `<span class="indicator-pill text-nowrap ${colour} mr-2 mb-1">${word} ${count(what)}</span>`
	);
	const left = found.left_out.map((word) => frappe.utils.escape_html(word)).join(", ");
	const titles = columns.map(([heading]) => `<th>${heading}</th>`).join("");
	const line = (one) => {
		const [word, colour] = words[one.what];
		const cells = columns.map(([, text]) => `<td>${frappe.utils.escape_html(String(text(one, rows.get(one.number).cells) ?? ""))}</td>`);
		const asked = one.what === "To Be Decided" ? decide(one) : "";
		// The server's reasons have escaped what came from the file.
		return `<tr><td>${one.number}</td>${cells.join("")}<td><span class="indicator-pill text-nowrap ${colour}">${word}</span></td>
			<td style="min-width: 180px">${asked}${one.reasons.join("<br>")}</td></tr>`;
	};
	dialog.fields_dict.preview.$wrapper.html(
		`<p>${heads.join("")}</p>` +
			(left ? `<p class="text-muted">${__("Columns that are not taken over: {0}", [left])}</p>` : "") +
			`<div class="table-responsive" style="max-height: 55vh"><table class="table table-sm volunteer-sheet-preview">
				<thead><tr><th>${__("Row")}</th>${titles}<th>${__("What It Will Do")}</th><th></th></tr></thead>
				<tbody>${found.plan.map(line).join("")}</tbody></table></div>`
	);
	dialog.show();
};

// In portions, so that the work is seen, and whatever was made stays when somebody closes the page.
async function portions(wanted, decided, { keep, made, done, not_taken, found, rows }) {
	let count = 0;
	const left = [...not_taken];
	const title = __("Keeping the rows …");
	try {
		for (let at = 0; at < wanted.length; at += AT_ONCE) {
			frappe.show_progress(title, at, wanted.length);
			const portion = wanted.slice(at, at + AT_ONCE).map(({ number, cells }) => ({ number, cells }));
			const answer = await keep(portion, decided);
			count += answer.made.length;
			left.push(...answer.left);
		}
	} finally {
		frappe.show_progress(title, wanted.length, wanted.length, "", true);
	}
	const lines = left.map((one) => `<li>${__("Row {0}: {1}", [one.number, one.reasons.join(" ")])}</li>`);
	frappe.msgprint({
		title: __("What Was Kept"),
		indicator: left.length ? "orange" : "green",
		message: made(count) + (lines.length ? `<ul>${lines.join("")}</ul>` : ""),
		primary_action: left.length && {
			label: __("Download What Was Not Taken"),
			action: () => download(found.head, left, rows),
		},
	});
	done?.();
}

// The rows that were not taken in the sender's own columns, with the reason in a last one: to be corrected and sent again.
function download(head, left, rows) {
	const lines = left.map((one) => {
		const line = rows.get(one.number).line;
		const plain = one.reasons.map((reason) => frappe.utils.html2text(reason)).join(" ");
		return [...head.map((_heading, place) => line[place] ?? ""), plain];
	});
	const text = [[...head, __("Reason")], ...lines].map((line) => line.map(cell).join(",")).join("\r\n");
	const link = document.createElement("a");
	link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
	link.download = `${__("Not Taken")}.csv`;
	link.click();
	URL.revokeObjectURL(link.href);
}

// What begins like a formula is text for Excel, too.
function cell(value) {
	const text = String(value);
	const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
