// Hours from a sheet: choose the project and the file, look at what each row will do, then make the records.
frappe.provide("volunteer_services.hours_sheet");

const SHEETS = "volunteer_services.api.hours_sheets";
const LARGEST_MB = 4;

volunteer_services.hours_sheet.begin = function (done) {
	volunteer_services.dialogs.ask({
		title: __("Hours from a Sheet"),
		fields: [
			{
				fieldname: "project",
				fieldtype: "Link",
				options: "Volunteer Project",
				label: __("Project"),
				reqd: 1,
			},
			{ fieldname: "service_content", fieldtype: "Small Text", label: __("Service Content") },
			{ fieldname: "location", fieldtype: "Data", label: __("Service Location") },
			{ fieldname: "activity_leader", fieldtype: "Data", label: __("Activity Leader") },
			{
				fieldtype: "HTML",
				options: `<p class="text-muted">${__(
					"Content, place and leader count for rows that name none. The file is Excel or CSV with a heading: name, day and hours at least; a number, an ID number or a mobile makes it certain who is meant. Nothing is kept before you have seen each row, and others approve the records."
				)}</p>`,
			},
		],
		label: __("Choose the File"),
		call: () => null,
		done: (_answer, values) => choose(values, done),
	});
};

function choose(values, done) {
	const { project, service_content = "", location = "", activity_leader = "" } = values;
	const given = { project, service_content, location, activity_leader };
	volunteer_services.uploads.choose({
		accept: ".xlsx,.csv,.txt",
		largest_mb: LARGEST_MB,
		name: "volunteer-hours-sheet",
		async done(file) {
			const found = await volunteer_services.uploads.send({
				method: `${SHEETS}.preview`,
				values: given,
				file,
				title: __("Hours from a Sheet"),
				waiting: __("Reading the sheet …"),
			});
			if (found) show(found, given, done);
		},
	});
}

function show(found, given, done) {
	volunteer_services.sheet_preview.show({
		found,
		becomes: __("Becomes a Record"),
		columns: [
			[__("Name of Person"), (_one, cells) => cells.volunteer_name],
			[__("Service Date"), (one) => (one.date ? frappe.datetime.str_to_user(one.date) : "")],
			[__("Service Minutes"), (one) => one.minutes],
		],
		decide: (one) => {
			const options = one.people.map(
				(who) => `<option value="${frappe.utils.escape_html(who.name)}">${frappe.utils.escape_html(`${who.full_name} ${who.name}`)}</option>`
			);
			return `<select class="form-control input-xs" data-decide="${one.number}" aria-label="${__("Who Is Meant")}">
				<option value="">${__("Nobody: leave this row out")}</option>${options.join("")}</select>`;
		},
		decided: (dialog) =>
			Object.fromEntries(
				[...dialog.$wrapper.find("[data-decide]")].filter((box) => box.value).map((box) => [box.dataset.decide, box.value])
			),
		label: __("Make the Records"),
		keep: (rows, decided) => frappe.xcall(`${SHEETS}.store`, { rows, decided, ...given }),
		made: (count) => __("{0} records were made and wait for review.", [count]),
		done,
	});
}
