// What works without network: one page that shows the check-in code kept on this phone. Pages of a person are never
// kept; the network is always asked first. A kiosk is nobody's phone.
const KEPT = "volunteer-services-{{ kept }}";
const OFFLINE = "/volunteer-offline";
const NEEDED = [OFFLINE, {{ sheet | tojson }}];

self.addEventListener("install", (event) => {
	self.skipWaiting();
	event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(NEEDED)));
});

self.addEventListener("activate", (event) => {
	const old = (names) => names.filter((name) => name.startsWith("volunteer-services-") && name !== KEPT);
	event.waitUntil(
		caches
			.keys()
			.then((names) => Promise.all(old(names).map((name) => caches.delete(name))))
			.then(() => self.clients.claim())
	);
});

self.addEventListener("fetch", (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (request.method !== "GET" || origin !== self.location.origin) return;
	if (request.mode === "navigate" && /^\/(my-volunteer-service|volunteer-(?!kiosk))/.test(pathname)) {
		event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
	} else if (NEEDED.includes(pathname)) {
		event.respondWith(fetch(request).catch(() => caches.match(pathname)));
	}
});
