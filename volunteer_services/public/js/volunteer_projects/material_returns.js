// The dialog in which one notes what came back of the materials of an activity, for many people at once.
frappe.provide("volunteer_services.materials");

const OUTCOMES = ["whole", "damaged", "missing"];

volunteer_services.materials.bring_back = async function (frm, materials) {
	const dialog = volunteer_services.dialogs.make({
		title: __("Bring Back Materials"),
		size: "large",
		fields: [
			{
				fieldname: "material",
				fieldtype: "Select",
				label: __("Material Name"),
				options: [
					{ value: "", label: __("All that is expected back") },
					...materials.map(({ name, title }) => ({ value: name, label: title })),
				],
				onchange: () => load(dialog, frm.docname),
			},
			{ fieldname: "column", fieldtype: "Column Break" },
			{ fieldname: "search", fieldtype: "Data", label: __("Find a Name or the Last Four Digits") },
			{ fieldname: "list_section", fieldtype: "Section Break" },
			{ fieldname: "list", fieldtype: "HTML" },
			{ fieldname: "remark", fieldtype: "Data", label: __("Remark") },
		],
		label: __("Note What Came Back"),
		call: ({ remark }) =>
			volunteer_services.materials.post("bring_back", { activity: frm.docname, returns: entered(dialog, remark) }),
		done({ noted }) {
			frappe.show_alert({ message: __("{0} pieces were noted.", [noted]), indicator: "green" }, 7);
			frm.reload_doc();
		},
	});
	dialog.show();
	const $list = dialog.fields_dict.list.$wrapper;
	$list.on("click", "[data-all]", (event) => all_back($(event.currentTarget).closest("tr")));
	$list.on("click", "[data-everybody]", () =>
		$list.find("tbody tr:visible").each((_index, row) => all_back($(row)))
	);
	dialog.fields_dict.search.$input.on("input", (event) => narrow($list, event.target.value));
	await load(dialog, frm.docname);
};

async function load(dialog, activity) {
	const material = dialog.get_value("material") || "";
	dialog.asked_for = material;
	const found = await volunteer_services.materials.get("still_out", material ? { activity, material } : { activity });
	if (dialog.asked_for !== material) return;
	dialog.fields_dict.list.$wrapper.html(table(found));
	narrow(dialog.fields_dict.list.$wrapper, dialog.get_value("search") || "");
}

function table({ rows, more }) {
	const escape = frappe.utils.escape_html;
	if (!rows.length) return `<p class="text-muted">${__("Nothing is out.")}</p>`;
	const words = [__("Whole"), __("Damaged"), __("Went Missing")];
	const body = rows.map((row) => {
		const found = `${row.volunteer_name} ${row.last_four || ""}`.toLowerCase();
		const fields = OUTCOMES.map(
			(outcome, at) =>
				`<td>${
					outcome === "missing" && row.material_kind === "Used Up"
						? ""
						: `<input type="number" min="0" max="${row.still_out}" class="form-control input-xs" data-outcome="${outcome}"
							aria-label="${escape(`${row.volunteer_name} ${words[at]}`)}">`
				}</td>`
		);
		return `<tr data-hand-out="${escape(row.name)}" data-out="${row.still_out}" data-find="${escape(found)}">
			<td>${escape(row.volunteer_name)}${row.last_four ? ` <span class="text-muted small">··${escape(row.last_four)}</span>` : ""}
			<div class="text-muted small">${escape(row.material_name)}</div></td>
			<td class="text-right">${row.still_out}</td>${fields.join("")}
			<td><button type="button" class="btn btn-xs btn-default" data-all>${__("All Back")}</button></td></tr>`;
	});
	const first = more
		? `<p class="text-muted">${__("The first {0} are shown: choose a material.", [rows.length])}</p>`
		: "";
	return `${first}<div class="volunteer-returns"><table class="table table-sm"><thead><tr><th>${__("Name of Person")}</th>
		<th class="text-right">${__("Still Out")}</th>${words.map((word) => `<th>${word}</th>`).join("")}
		<th><button type="button" class="btn btn-xs btn-default" data-everybody>${__("All Listed Back")}</button></th></tr></thead>
		<tbody>${body.join("")}</tbody></table></div>`;
}

function all_back($row) {
	$row.find("input").val("");
	$row.find('[data-outcome="whole"]').val($row.data("out"));
}

function narrow($list, text) {
	const wanted = text.trim().toLowerCase();
	$list.find("tbody tr").each((_index, row) => {
		row.hidden = !row.dataset.find.includes(wanted);
	});
}

// The rows in which something was entered, those that the search hides as well.
function entered(dialog, remark) {
	const returns = [];
	dialog.fields_dict.list.$wrapper.find("tbody tr").each((_index, row) => {
		const line = { hand_out: row.dataset.handOut, remark: remark || "" };
		for (const outcome of OUTCOMES) {
			line[outcome] = Number(row.querySelector(`[data-outcome="${outcome}"]`)?.value || 0);
		}
		if (OUTCOMES.some((outcome) => line[outcome])) returns.push(line);
	});
	return returns;
}

frappe.dom.set_style(`
	.volunteer-returns { overflow: auto; max-height: 55vh; }
	.volunteer-returns input { min-width: 64px; }
	.volunteer-returns th { position: sticky; top: 0; background: var(--card-bg, var(--fg-color)); white-space: nowrap; }
	.volunteer-returns td { vertical-align: middle; }
`);
