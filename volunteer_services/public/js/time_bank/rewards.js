// Redeeming points at the counter, handing over, and the stock of rewards: dialogs of several forms.
frappe.provide("volunteer_services.rewards");

const API = "volunteer_services.api.rewards.";

volunteer_services.rewards.may_redeem = function () {
	return frappe.model.can_create("Reward Redemption");
};

// One dialog from request to receipt. ``preset``: volunteer and volunteer_name, or reward_item.
volunteer_services.rewards.redeem = function (preset, done) {
	const dialog = volunteer_services.dialogs.make({
		title: __("Redeem at the Counter"),
		size: "large",
		fields: [
			{
				fieldname: "volunteer",
				fieldtype: "Link",
				options: "Volunteer Profile",
				label: __("Volunteer"),
				reqd: 1,
				default: preset.volunteer,
				read_only: preset.volunteer ? 1 : 0,
				get_query: () => ({ filters: { workflow_state: "Registered" } }),
				onchange: () => show_preview(dialog),
			},
			{
				fieldname: "reward_item",
				fieldtype: "Link",
				options: "Reward Item",
				label: __("Reward Item"),
				reqd: 1,
				default: preset.reward_item,
				read_only: preset.reward_item ? 1 : 0,
				get_query: () => ({
					query: `${API}offered_at_counter`,
					filters: { volunteer: dialog.get_value("volunteer") || undefined },
				}),
				onchange: () => show_preview(dialog),
			},
			{
				fieldname: "qty",
				fieldtype: "Int",
				label: __("Quantity"),
				reqd: 1,
				default: 1,
				onchange: () => show_preview(dialog),
			},
			{ fieldtype: "Column Break" },
			{ fieldname: "outcome", fieldtype: "HTML" },
			{
				fieldname: "guardian_agrees",
				fieldtype: "Check",
				label: __("Guardian Agrees"),
				hidden: 1,
				onchange: () => show_preview(dialog),
			},
			...receipt_fields({}),
			{
				fieldtype: "Section Break",
				fieldname: "other_section",
				label: __("For Somebody Else"),
				collapsible: 1,
			},
			{
				fieldname: "beneficiary",
				fieldtype: "Data",
				label: __("Beneficiary"),
				onchange: () => show_preview(dialog),
			},
			{ fieldtype: "Column Break" },
			{ fieldname: "remark", fieldtype: "Data", label: __("Remark") },
		],
		label: __("Hand Over"),
		call: redeem,
		done(answer) {
			say_redeemed(answer);
			done?.(answer);
		},
	});
	dialog.show();
	if (preset.volunteer_name) dialog.set_value("collected_by", preset.volunteer_name);
	show_preview(dialog);
	return dialog;
};

// Who collects, and the signature: what was requested or approved is handed over in one request.
volunteer_services.rewards.hand_over = function (frm) {
	const doc = frm.doc;
	const collector = doc.collected_by || doc.proxy_name || doc.volunteer_name;
	volunteer_services.dialogs.ask({
		title: __("Hand Over"),
		fields: receipt_fields({ collected_by: collector }),
		label: __("Hand Over"),
		call: ({ collected_by, receipt_signed, signature }) =>
			post("hand_over", {
				redemption: doc.name,
				collected_by,
				receipt_signed: Boolean(receipt_signed),
				signature,
			}),
		done: () => frm.reload_doc(),
	});
};

volunteer_services.rewards.receive_stock = function (frm) {
	volunteer_services.dialogs.ask({
		title: __("Receive Stock"),
		fields: [
			{ fieldname: "qty", fieldtype: "Int", label: __("Pieces Received"), reqd: 1 },
			{ fieldname: "remark", fieldtype: "Data", label: __("Remark") },
		],
		label: __("Receive Stock"),
		call: (values) => post("receive_stock", { reward_item: frm.docname, ...values }),
		done: () => frm.reload_doc(),
	});
};

volunteer_services.rewards.correct_stock = function (frm) {
	const expected = frm.doc.stock_qty || 0;
	volunteer_services.dialogs.ask({
		title: __("Correct Stock"),
		fields: [
			{
				fieldname: "counted",
				fieldtype: "Int",
				label: __("Pieces Counted"),
				reqd: 1,
				description: __("On record: {0}", [expected]),
			},
			{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 },
		],
		label: __("Correct Stock"),
		call: ({ counted, reason }) =>
			post("correct_stock", { reward_item: frm.docname, counted, expected, reason }),
		done: () => frm.reload_doc(),
	});
};

function receipt_fields(values) {
	return [
		{ fieldtype: "Section Break", fieldname: "receipt_section", label: __("Receipt of the Reward") },
		{
			fieldname: "collected_by",
			fieldtype: "Data",
			label: __("Collector"),
			default: values.collected_by,
			reqd: 1,
		},
		{ fieldname: "receipt_signed", fieldtype: "Check", label: __("Receipt Signed on Paper") },
		{ fieldtype: "Column Break" },
		{ fieldname: "signature", fieldtype: "Signature", label: __("Signature of the Collector") },
	];
}

async function post(method, args) {
	const { message } = await frappe.call({ method: API + method, type: "POST", args, freeze: true });
	return message;
}

function redeem(values) {
	return post("redeem_at_counter", {
		volunteer: values.volunteer,
		reward_item: values.reward_item,
		qty: values.qty,
		collected_by: values.collected_by,
		receipt_signed: Boolean(values.receipt_signed),
		signature: values.signature,
		beneficiary: values.beneficiary,
		guardian_agrees: Boolean(values.guardian_agrees),
		remark: values.remark,
	});
}

function say_redeemed(answer) {
	const is_done = answer.workflow_state === "Fulfilled";
	const link = frappe.utils.get_form_link("Reward Redemption", answer.name, true);
	const receipt = is_done
		? ` · <a href="${volunteer_services.rewards.receipt_url(answer.name)}" target="_blank" rel="noopener">${__(
				"Print Redemption Receipt"
		  )}</a>`
		: "";
	frappe.msgprint({
		title: is_done ? __("Handed over") : __("Waits for approval"),
		indicator: is_done ? "green" : "orange",
		message: `${__("{0} points: {1}", [answer.points, link])}${receipt}`,
	});
}

volunteer_services.rewards.receipt_url = function (name) {
	return volunteer_services.paper.address("Reward Redemption", name, "Redemption Receipt");
};

// What the redemption would be; only the answer to the latest question counts.
async function show_preview(dialog) {
	const { volunteer, reward_item, qty, beneficiary, guardian_agrees } = dialog.get_values(true) || {};
	const place = dialog.fields_dict.outcome.$wrapper;
	const asked = (dialog.asked = (dialog.asked || 0) + 1);
	if (!volunteer || !reward_item) {
		place.html(`<p class="text-muted">${__("Choose a volunteer and a reward.")}</p>`);
		return;
	}
	const { message } = await frappe.call({
		method: `${API}preview`,
		type: "POST",
		args: { volunteer, reward_item, qty: qty || 1, beneficiary, guardian_agrees: Boolean(guardian_agrees) },
	});
	if (asked !== dialog.asked) return;
	dialog.set_df_property("guardian_agrees", "hidden", message.needs_guardian ? 0 : 1);
	dialog.set_df_property("receipt_section", "hidden", message.is_one_step ? 0 : 1);
	dialog.set_df_property("collected_by", "reqd", message.is_one_step ? 1 : 0);
	dialog.get_primary_btn().text(message.is_one_step ? __("Hand Over") : __("Request"));
	place.html(preview_html(message));
}

function preview_html(found) {
	const left = found.left === null ? __("never runs out") : __("{0} left", [found.left]);
	const next = found.is_one_step
		? __("Handed over at once, with the signature.")
		: __("Waits for approval before it is handed over.");
	const problem = found.problem
		? `<p class="text-danger">${frappe.utils.escape_html(found.problem)}</p>`
		: `<p class="text-muted">${next}</p>`;
	return `<p style="font-size: 1.4em; margin-bottom: 0"><b>${__("{0} points", [found.points])}</b></p>
		<p class="text-muted">${__("{0} at disposal", [found.available])} · ${left}</p>${problem}`;
}
