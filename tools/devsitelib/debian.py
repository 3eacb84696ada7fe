"""The Debian packages that the site needs."""

import os
import pathlib

from . import shell, state
from .say import Problem, note, step

# What must be there, and the package that brings it.
PROGRAMS = {
	"mariadbd": "mariadb-server",
	"mariadb-install-db": "mariadb-server",
	"mariadb": "mariadb-client",
	"mariadb-dump": "mariadb-client",
	"redis-server": "redis-server",
	"wkhtmltopdf": "wkhtmltopdf",
	"chromium": "chromium",
	"pdftoppm": "poppler-utils",
	"node": "nodejs",
	"npm": "npm",
}
LIBRARIES = {
	"libpango-1.0.so.0": "libpango-1.0-0",
	"libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
	"libpangocairo-1.0.so.0": "libpangocairo-1.0-0",
	"libcairo.so.2": "libcairo2",
}
FILES = {"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc": "fonts-noto-cjk"}
POLICY = pathlib.Path("/usr/sbin/policy-rc.d")


def missing():
	needed = [package for program, package in PROGRAMS.items() if not shell.which(program)]
	known = shell.output(["ldconfig", "-p"]) or ""
	needed += [package for library, package in LIBRARIES.items() if library not in known]
	needed += [package for path, package in FILES.items() if not os.path.exists(path)]
	return sorted(set(needed))


def install(packages):
	"""Install Debian packages, or say exactly what is in the way."""
	if not packages:
		return
	command = "apt-get install --no-install-recommends " + " ".join(packages)
	if not shell.which("apt-get"):
		raise Problem(
			"this system has no apt-get. Install what these Debian packages hold, then try again: "
			+ " ".join(packages),
			"本系统没有 apt-get。请先自行安装以下 Debian 软件包的内容再试：" + " ".join(packages),
		)
	if os.geteuid() != 0:
		raise Problem(
			f"Debian packages are missing and only root can install them. As root: {command}",
			f"缺少系统软件包，需由 root 安装：{command}",
		)
	with step(f"installing Debian packages ({len(packages)})", f"安装系统软件包（{len(packages)} 个）"):
		env = state.environment(DEBIAN_FRONTEND="noninteractive")
		apt = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=900"]
		with _no_autostart():
			try:
				shell.quiet(
					[*apt, "install", "--no-install-recommends", *packages],
					"apt",
					env=env,
					what="apt-get install",
				)
			except Problem:  # the package lists may be old or absent
				shell.quiet([*apt, "update"], "apt", env=env, what="apt-get update")
				shell.quiet(
					[*apt, "install", "--no-install-recommends", *packages],
					"apt",
					env=env,
					what="apt-get install",
				)


class _no_autostart:
	"""Keep Debian from starting the system's own MariaDB and Redis: ours run beside, on other ports."""

	def __enter__(self):
		self.ours = not POLICY.exists()
		if self.ours:
			POLICY.write_text("#!/bin/sh\nexit 101\n")
			POLICY.chmod(0o755)

	def __exit__(self, *error):
		if self.ours:
			POLICY.unlink(missing_ok=True)


def ensure():
	packages = missing()
	install(packages)
	left = missing() if packages else []
	needed = [package for package in left if package in PROGRAMS.values()]
	if needed:
		raise Problem(
			f"these Debian packages are installed, yet their programs are not found: {' '.join(needed)}",
			f"安装后仍找不到以下软件包的程序：{' '.join(needed)}",
		)
	if left:
		note(f"not found after the installation: {' '.join(left)}", f"安装后仍未找到：{' '.join(left)}")
