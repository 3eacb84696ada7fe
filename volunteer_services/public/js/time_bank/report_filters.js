// Filters of reports about points and rewards.

volunteer_services.reports.rewards = function () {
	const { choices, link } = volunteer_services.reports;
	return [
		link("sponsor", __("Reward Sponsor"), "Reward Sponsor"),
		link("reward_item", __("Reward Item"), "Reward Item"),
		choices("reward_type", __("Reward Type"), [
			"",
			{ value: "Goods", label: __("Goods") },
			{ value: "Service", label: __("Service", null, "Reward Item") },
		]),
	];
};

volunteer_services.reports.recipient = function () {
	return [
		volunteer_services.reports.choices("to_kind", __("Recipient Kind"), [
			"",
			{ value: "Volunteer", label: __("Volunteer") },
			{ value: "Pool", label: __("Pool") },
		]),
	];
};
