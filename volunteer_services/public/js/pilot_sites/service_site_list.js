// The list of sites gets the button of the visits: the chosen sites are visited.
volunteer_services.lists.on_load("Service Site", (listview) => {
	const { visits } = volunteer_services;
	if (!visits.may_plan()) return;
	listview.page.add_actions_menu_item(
		__("Plan Visits"),
		() => visits.plan(listview.get_checked_items(true), {}, () => listview.clear_checked_items()),
		false
	);
});
