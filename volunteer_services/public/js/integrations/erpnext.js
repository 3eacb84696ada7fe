// The time bank on ERPNext: buttons and filters. The fields are there only where ERPNext is installed.
const HOLDS_STOCK = { is_group: 0, disabled: 0 };

const is_here = (frm) => frappe.meta.has_field(frm.doctype, "erpnext_section");
const may_link = () => volunteer_services.has_role("OFFICERS");

function lock_links(frm, fields) {
	for (const field of fields) frm.set_df_property(field, "read_only", may_link() ? 0 : 1);
}

function of_company(frm) {
	return frm.doc.erpnext_company ? { ...HOLDS_STOCK, company: frm.doc.erpnext_company } : HOLDS_STOCK;
}

["Recording Unit", "Service Site"].forEach((doctype) =>
	frappe.ui.form.on(doctype, {
		refresh(frm) {
			if (!is_here(frm)) return;
			lock_links(frm, ["erpnext_company", "erpnext_warehouse", "erpnext_cost_center"].filter((f) => frm.fields_dict[f]));
			for (const field of ["erpnext_warehouse", "erpnext_cost_center"]) {
				if (frm.fields_dict[field]) frm.set_query(field, () => ({ filters: of_company(frm) }));
			}
		},
	})
);

frappe.ui.form.on("Reward Item", {
	refresh(frm) {
		if (!is_here(frm)) return;
		lock_links(frm, ["erpnext_item", "erpnext_warehouse"]);
		const keeps_stock = frm.doc.reward_type === "Goods" ? 1 : 0;
		frm.set_query("erpnext_item", () => ({
			filters: { disabled: 0, has_variants: 0, is_stock_item: keeps_stock },
		}));
		frm.set_query("erpnext_warehouse", () => ({ filters: HOLDS_STOCK }));
		if (frm.is_new() || !frm.perm[0].write) return;
		if (!frm.doc.erpnext_item && may_link()) {
			frm.add_custom_button(__("Make ERP Item"), () => make(frm, "make_item", { reward_item: frm.doc.name }));
		}
		if (frm.doc.erpnext_item && keeps_stock) {
			frm.add_custom_button(__("Receive Gift"), () => receive_gift(frm.doc));
			show_stock(frm);
		}
	},
});

frappe.ui.form.on("Activity Material", {
	refresh(frm) {
		if (!is_here(frm)) return;
		lock_links(frm, ["erpnext_item"]);
		frm.set_query("erpnext_item", () => ({ filters: { disabled: 0, has_variants: 0, is_stock_item: 1 } }));
	},
});

frappe.ui.form.on("Reward Sponsor", {
	refresh(frm) {
		if (!is_here(frm)) return;
		lock_links(frm, ["erpnext_supplier"]);
		if (frm.is_new()) return;
		if (!frm.doc.erpnext_supplier && may_link() && frm.perm[0].write) {
			frm.add_custom_button(__("Make ERP Supplier"), () => make(frm, "make_supplier", { sponsor: frm.doc.name }));
		}
		if (frappe.model.can_write("Reward Item")) {
			frm.add_custom_button(__("Receive Gift"), () => receive_gift({ sponsor: frm.doc.name }, frm));
		}
	},
});

async function make(frm, method, args) {
	const { message } = await frappe.call({
		method: `volunteer_services.api.erpnext.${method}`,
		args,
		freeze: true,
	});
	if (!message) return;
	frappe.show_alert({ message: __("{0} was made and linked.", [message]), indicator: "green" });
	frm.reload_doc();
}

async function show_stock(frm) {
	const shown_for = frm.doc.name;
	const { message } = await frappe.call({
		method: "volunteer_services.api.erpnext.stock_of",
		type: "GET",
		args: { reward_item: frm.doc.name },
	});
	if (!message || message.qty === null) return;
	const text = message.warehouse
		? __("{0} in the ERP's warehouse {1}, of which {2} are held", [
				message.qty,
				frappe.utils.escape_html(message.warehouse),
				frm.doc.held_qty || 0,
		  ])
		: __("No ERP warehouse: enter one here or at the service site.");
	if (frm.doc.name !== shown_for) return; // another form was opened meanwhile
	frm.dashboard.stats_area_row.empty(); // a second refresh would add to it
	frm.dashboard.add_indicator(text, message.warehouse ? "blue" : "orange");
}

// From a reward, or from a sponsor: then the reward is chosen among the sponsor's.
function receive_gift(reward, frm) {
	volunteer_services.dialogs.ask({
		title: __("Receive Gift"),
		fields: [
			{
				fieldname: "reward_item",
				fieldtype: "Link",
				options: "Reward Item",
				label: __("Reward Item"),
				reqd: 1,
				default: reward.name,
				read_only: reward.name ? 1 : 0,
				get_query: () => ({
					filters: { sponsor: reward.sponsor, reward_type: "Goods", erpnext_item: ["is", "set"] },
				}),
			},
			{ fieldname: "qty", fieldtype: "Int", label: __("Quantity"), reqd: 1, default: 1 },
			{
				fieldname: "valuation_rate",
				fieldtype: "Currency",
				label: __("Value of One Piece"),
				description: __("For the books only; 0 if it has none. It is never set against points."),
			},
			{
				fieldname: "date",
				fieldtype: "Date",
				label: __("Gift Received On"),
				default: frappe.datetime.get_today(),
				reqd: 1,
			},
			{
				fieldname: "warehouse",
				fieldtype: "Link",
				options: "Warehouse",
				label: __("ERP Warehouse"),
				hidden: frappe.model.can_create("Stock Entry") ? 0 : 1,
				description: __("Empty: the warehouse of the reward."),
				get_query: () => ({ filters: HOLDS_STOCK }),
			},
			{ fieldname: "remark", fieldtype: "Small Text", label: __("Remark") },
		],
		label: __("Receive Gift"),
		call: (args) => frappe.call({ method: "volunteer_services.api.erpnext.receive_gift", args, freeze: true }),
		done({ message }) {
			frappe.show_alert({ message: __("Received by the stock entry {0}.", [message]), indicator: "green" }, 10);
			(frm || cur_frm).reload_doc();
		},
	});
}
