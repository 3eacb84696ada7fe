// The list of volunteers gets the button of the stars.
volunteer_services.lists.on_load("Volunteer Profile", (listview) => {
	const { stars } = volunteer_services;
	if (!stars.may_recalculate()) return;
	listview.page.add_menu_item(__("Recalculate Stars"), () =>
		stars.recalculate(listview.get_checked_items(true)).then(() => listview.refresh())
	);
});
