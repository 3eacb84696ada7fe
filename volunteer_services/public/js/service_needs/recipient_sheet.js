// Recipients from a sheet: choose the region and the file, look at what each row will do, then make the files.
frappe.provide("volunteer_services.recipient_sheet");

const SHEETS = "volunteer_services.api.recipient_sheets";
const LARGEST_MB = 4;

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
	volunteer_services.sheet_preview.show({
		found,
		becomes: __("Becomes a File"),
		columns: [
			[__("Name of the Recipient"), (_one, cells) => cells.recipient_name],
			[__("Year of Birth"), (one) => one.born],
		],
		decide: (one) =>
			`<label class="mb-0"><input type="checkbox" data-decide="${one.number}"> ${__("Somebody else: make a file")}</label><br>`,
		decided: (dialog) =>
			Object.fromEntries([...dialog.$wrapper.find("[data-decide]:checked")].map((box) => [box.dataset.decide, true])),
		label: __("Make the Files"),
		keep: (rows, decided) =>
			frappe.xcall(`${SHEETS}.store`, { rows, decided: Object.keys(decided).map(Number), ...place }),
		made: (count) => __("{0} files were made.", [count]),
		done,
	});
}
