"""The command line."""

import argparse
import sys

from . import existing, running, testing, up
from .say import Problem

DESCRIPTION = """\
Make, run and test a whole local site with this checkout's app. / 一条命令建立、运行、测试本地站点。

  up          make or update the site, start it, print address and logins / 建站、启动并显示地址与登录名
  down        stop it / 停止
  test        run scanners and tests; also: unit, static, site, walker, browser, a path, -k … / 运行检查与测试
  run FILE    run a Python file on the site as Administrator / 在站点上以 Administrator 身份运行 Python 文件
  frappe …    one of Frappe's own commands on the site (migrate, console, …) / 运行 Frappe 自己的命令
  status      what runs, and where / 运行状态

With --bench PATH --site NAME an existing bench and site are used instead of one made here.
加上 --bench PATH --site NAME 则使用已有的 bench 和站点。"""


PASSED_ON = ("test", "run", "frappe")  # these take arguments that are not ours


def parser():
	main = argparse.ArgumentParser(
		prog="tools/devsite", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
	)
	main.add_argument("--bench", metavar="PATH", help="an existing bench / 已有的 bench 目录")
	main.add_argument("--site", metavar="NAME", help="a site of that bench / 该 bench 的站点")
	commands = main.add_subparsers(dest="command", metavar="COMMAND", required=True)
	raising = commands.add_parser("up")
	raising.add_argument("--fresh", action="store_true", help="start over / 从头重建")
	raising.add_argument("--port", type=int, help="web port / 网页端口")
	raising.add_argument(
		"--demo",
		action="store_true",
		default=None,
		help="make the demo data (again) / （再次）生成演示数据",
	)
	raising.add_argument("--no-demo", dest="demo", action="store_false", help="no demo data / 不要演示数据")
	for name in ("down", "status", *PASSED_ON):
		commands.add_parser(name)
	return main


def target(options):
	"""The bench and site of the command: the user's, or ours (which is made if need be)."""
	path, name = options.bench, options.site
	if bool(path) != bool(name):
		raise Problem("--bench and --site go together", "--bench 与 --site 须一起给出")
	if path:
		return existing.find(path, name)
	return None


def split_shared(arguments):
	"""Take --bench and --site out of arguments that are otherwise passed on."""
	found, rest, arguments = {}, [], list(arguments)
	while arguments:
		word = arguments.pop(0)
		key, equals, value = word.partition("=")
		if key in ("--bench", "--site"):
			found[key[2:]] = value if equals else (arguments.pop(0) if arguments else "")
		else:
			rest.append(word)
	return found, rest


def dispatch(options):
	place = target(options)
	command = options.command
	if command == "up":
		if place:
			existing.up_existing(*place, demo=bool(options.demo))
		else:
			up.up(port=options.port, fresh=options.fresh, demo=options.demo)
	elif command == "down":
		if place:
			raise Problem(
				"an existing bench is stopped by its own means", "已有的 bench 请用它自己的方式停止"
			)
		running.down()
	elif command == "status":
		running.status()
	elif command == "test":
		return testing.test(place, options.rest)
	else:
		if command == "run" and not options.rest:
			raise Problem(
				"run wants a file: tools/devsite run FILE [arguments]",
				"run 需要一个文件：tools/devsite run FILE [参数]",
			)
		bench, name = place or up.ready_site()
		if command == "run":
			return existing.run_file(bench, name, options.rest[0], options.rest[1:])
		return bench.through(name, *options.rest)
	return 0


def parse(arguments):
	found, words = split_shared(arguments)
	passed_on = words[1:] if words[:1] and words[0] in PASSED_ON else []
	options = parser().parse_args(words[:1] if words[:1] and words[0] in PASSED_ON else words)
	options.rest = passed_on
	for key, value in found.items():
		setattr(options, key, value)
	return options


def main(arguments):
	try:
		return dispatch(parse(arguments or ["--help"]))
	except Problem as problem:
		problem.show()
		return 1
	except KeyboardInterrupt:
		print("\ndevsite: interrupted / 已中断", file=sys.stderr)
		return 130
