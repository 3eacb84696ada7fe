// Recipients from a sheet: choose the region and the file, look at what each row will do, then make the files.
frappe.provide("volunteer_services.recipient_sheet");

const SHEETS = "volunteer_services.api.recipient_sheets";
const LARGEST_MB = 4;
const AT_ONCE = 50;

// What a row does, as the server says it → its word and colour.
const outcomes = () => ({
	New: [__("Becomes a File"), "green"],
	"On File Already": [__("On File Already"), "gray"],
	"To Be Decided": [__("To Be Decided"), "orange"],
	Refused: [__("Not Taken"), "red"],
});

volunteer_services.recipient_sheet.begin = function (done) {
	volunteer_services.dialogs.ask({
		title: __("Recipients from a Sheet"),
		fields: [
			{
				fieldname: "region",
				fieldtype: "Link",
				options: "Service Region",
				label: __("Region of Rows That Name None"),
				reqd: 1,
			},
			{
				fieldname: "site",
				fieldtype: "Link",
				options: "Service Site",
				label: __("Site That Keeps the Files"),
				get_query: () => ({ filters: { status: "Active" } }),
			},
			{
				fieldtype: "HTML",
				options: `<p class="text-muted">${__(
					"An Excel or CSV file with a heading: name, group, and the day and way of consent at least. Titles above and sums below do not matter. Nothing is kept before you have seen each row."
				)}</p>`,
			},
		],
		label: __("Choose the File"),
		call: () => null,
		done: (_answer, { region, site }) => choose(region, site, done),
	});
};

function choose(region, site, done) {
	volunteer_services.uploads.choose({
		accept: ".xlsx,.csv,.txt",
		largest_mb: LARGEST_MB,
		name: "volunteer-recipient-sheet",
		async done(file) {
			const found = await volunteer_services.uploads.send({
				method: `${SHEETS}.preview`,
				values: { region },
				file,
				title: __("Recipients from a Sheet"),
				waiting: __("Reading the sheet …"),
			});
			if (found) show(found, { region, site: site || null }, done);
		},
	});
}

function show(found, place, done) {
	const rows = new Map(found.rows.map((row) => [row.number, row]));
	const count = (what) => found.plan.filter((one) => one.what === what).length;
	const dialog = new frappe.ui.Dialog({
		title: __("What Each Row Will Do"),
		size: "extra-large",
		fields: [{ fieldtype: "HTML", fieldname: "preview" }],
		primary_action_label: __("Make the Files"),
		primary_action() {
			const decided = [...dialog.$wrapper.find("[data-decide]:checked")].map((box) => Number(box.dataset.decide));
			const wanted = found.plan
				.filter((one) => one.what === "New" || decided.includes(one.number))
				.map((one) => rows.get(one.number));
			if (!wanted.length) frappe.throw(__("No row is new, and none was chosen."));
			dialog.hide();
			keep(wanted, decided, place, done);
		},
	});
	const heads = Object.entries(outcomes()).map(
		([what, [word, colour]]) => `<span class="indicator-pill ${colour} mr-2">${word} ${count(what)}</span>`
	);
	const left = found.left_out.map((word) => frappe.utils.escape_html(word)).join(", ");
	dialog.fields_dict.preview.$wrapper.html(
		`<p>${heads.join("")}</p>` +
			(left ? `<p class="text-muted">${__("Columns that are not taken over: {0}", [left])}</p>` : "") +
			`<div class="table-responsive" style="max-height: 55vh"><table class="table table-sm volunteer-sheet-preview">
				<thead><tr><th>${__("Row")}</th><th>${__("Name of the Recipient")}</th><th>${__("Year of Birth")}</th>
				<th>${__("What It Will Do")}</th><th></th></tr></thead>
				<tbody>${found.plan.map((one) => line(one, rows.get(one.number))).join("")}</tbody></table></div>`
	);
	dialog.show();
}

// The server's reasons have escaped what came from the file.
function line(one, row) {
	const name = frappe.utils.escape_html(row.cells.recipient_name || "");
	const [word, colour] = outcomes()[one.what];
	const what = `<span class="indicator-pill ${colour}">${word}</span>`;
	const decide =
		one.what === "To Be Decided"
			? `<label class="mb-0"><input type="checkbox" data-decide="${one.number}"> ${__("Somebody else: make a file")}</label><br>`
			: "";
	return `<tr><td>${one.number}</td><td>${name}</td><td>${one.born || ""}</td><td>${what}</td>
		<td>${decide}${one.reasons.join("<br>")}</td></tr>`;
}

// In portions, so that the work is seen, and whatever was made stays when somebody closes the page.
async function keep(wanted, decided, place, done) {
	const made = [];
	const left = [];
	const title = __("Making files …");
	try {
		for (let at = 0; at < wanted.length; at += AT_ONCE) {
			frappe.show_progress(title, at, wanted.length);
			const rows = wanted.slice(at, at + AT_ONCE);
			const answer = await frappe.xcall(`${SHEETS}.store`, { rows, decided, ...place });
			made.push(...answer.made);
			left.push(...answer.left);
		}
	} finally {
		frappe.show_progress(title, wanted.length, wanted.length, "", true);
	}
	const lines = left.map((one) => `<li>${__("Row {0}: {1}", [one.number, one.reasons.join(" ")])}</li>`);
	frappe.msgprint({
		title: __("Recipients from a Sheet"),
		indicator: left.length ? "orange" : "green",
		message: __("{0} files were made.", [made.length]) + (lines.length ? `<ul>${lines.join("")}</ul>` : ""),
	});
	done?.();
}
