// Make-up entries 补录 on the form of an activity: what is missing before records can be made, and the way there.
frappe.provide("volunteer_services.make_up");

const DECLARATION = "Make-up Declaration";
const GONE = ["Rejected", "Cancelled"];

// Whether records can be made of the activity; says so on the form where they cannot.
volunteer_services.make_up.show = async function (frm) {
	if (!frm.doc.is_make_up || frm.is_new()) return true;
	const found = await frappe.db.get_list(DECLARATION, {
		filters: { activity: frm.doc.name, workflow_state: ["not in", GONE] },
		fields: ["name", "workflow_state"],
		limit: 1,
	});
	if (frm.doc.name !== cur_frm?.doc.name) return false; // the user went on to another form meanwhile
	const [declaration] = found;
	if (!frm.doc.logs_created) say(frm, declaration);
	if (declaration) {
		frm.add_custom_button(__(DECLARATION), () => frappe.set_route("Form", DECLARATION, declaration.name));
	} else if (frappe.model.can_create(DECLARATION)) {
		frm.add_custom_button(__(DECLARATION), () => frappe.new_doc(DECLARATION, { activity: frm.doc.name })).addClass(
			"btn-primary"
		);
	}
	return declaration?.workflow_state === "Approved";
};

function say(frm, declaration) {
	if (!declaration) {
		frm.set_intro(
			__("A make-up entry: fill in the list, then declare why it was entered so late. Records are made once the declaration is approved."),
			"orange"
		);
	} else if (declaration.workflow_state !== "Approved") {
		const state = __(declaration.workflow_state, null, DECLARATION);
		frm.set_intro(__("A make-up entry; its declaration is: {0}. Records are made once it is approved.", [state]), "orange");
	} else {
		frm.set_intro(__("A make-up entry with an approved declaration: records are made as declared."), "blue");
	}
}
