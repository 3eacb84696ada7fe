// Our staff's desk begins with their home, and the logo leads there; volunteer_services/home/landing.py says
// whose. Nobody else's desk is touched.
(() => {
	const home = volunteer_services.told.home;
	if (!home) return;
	const bare = window.location.pathname.replace(/\/+$/, "");
	const desk = bare === "/app" ? "/app" : "/desk";
	if (["", "/app", "/desk"].includes(bare) && !window.location.hash) {
		window.history.replaceState(null, "", `${desk}/${home}`);
	}
	$(document).on("toolbar_setup", () => {
		$(".navbar-home").attr("href", `/app/${home}`);
	});
})();
