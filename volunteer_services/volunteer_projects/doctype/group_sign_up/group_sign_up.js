frappe.ui.form.on("Group Sign Up", {
	refresh(frm) {
		if (frm.is_new() || frm.doc.status !== "Booked") return;
		const post = async (method, args) => {
			const { message } = await frappe.call({
				method: `volunteer_services.api.groups.${method}`,
				type: "POST",
				args: { group: frm.docname, ...args },
				freeze: true,
			});
			return message;
		};
		if (frm.doc.open_places) {
			frm.add_custom_button(__("Name Somebody"), () =>
				volunteer_services.dialogs.ask({
					title: __("Name Somebody"),
					fields: [
						{
							fieldname: "volunteer",
							fieldtype: "Link",
							options: "Volunteer Profile",
							label: __("Volunteer"),
							reqd: 1,
							description: __("A registered volunteer who has agreed to come."),
						},
					],
					label: __("Sign Up This Person"),
					call: (values) => post("name_person", values),
					done: () => frm.reload_doc(),
				})
			);
		}
		frm.add_custom_button(__("Give the Open Places Back"), async () => {
			await post("withdraw", {});
			frm.reload_doc();
		});
	},
});
