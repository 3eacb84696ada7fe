"""What `up` says at its end: the address, and who can log in."""

import json

from . import shell
from .say import line


def logins(bench, site):
	"""The demo users that the app names; none if it names none."""
	command = bench.inside("demo.py", site, "logins")
	found = shell.output(command, cwd=bench.sites, env=bench.environment())
	try:
		return json.loads((found or "[]").splitlines()[-1])
	except ValueError:
		return []


def report(url, site, people):
	line()
	line(f"地址 / address:  {url}")
	line(f"站点 / site:     {site}")
	if people:
		line("\n角色 / role — 用户 / user — 密码 / password")
	for row in people:
		line(f"  {row.get('role_zh', '')} / {row['role']}:  {row['user']}  {row['password']}")
	line()
