"""The command line: arguments in, problems printed, exit status out."""

import shutil
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from sitegen import __version__, messages
from sitegen.build import Build, BuildOptions, make_site, write_site
from sitegen.excerpts import line_reader
from sitegen.model.problems import Problem, Report, Severity
from sitegen.output import Changes, clean_output
from sitegen.refusal import Refusal
from sitegen.sarif import write_sarif
from sitegen.schema import SCHEMAS, write_schemas
from sitegen.workbench.reanchor import Reanchoring, ReanchorOptions, find_moves, write_moves

DONE, CONTENT_AT_FAULT, WRONG_USE, MACHINE_FAILED, INTERRUPTED, TERMINATED = 0, 1, 2, 3, 130, 143
"""The contract's exit statuses (section 7)."""

SETTINGS_FILE = "content/site.yaml"
CACHE_FOLDER = ".sitegen"


class _Terminated(BaseException):
    """SIGTERM arrived; unwinds the stack so that staging is removed."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; nothing but the status tells how it went to other programs."""
    signal.signal(signal.SIGTERM, _on_sigterm)
    try:
        status = commands.main(list(arguments), prog_name="sitegen", standalone_mode=False)
    except click.ClickException as mistake:
        mistake.show()
        return WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except _Terminated:
        return TERMINATED
    except Refusal as refusal:
        return _tell_fault(refusal.message, refusal.status)
    except OSError as fault:
        return _tell_fault(f"{fault.filename or 'sitegen'}: {fault.strerror or fault}", MACHINE_FAILED)
    return int(status or DONE)


def _on_sigterm(_number: int, _frame: FrameType | None) -> NoReturn:
    raise _Terminated


def _tell_fault(message: str, status: int) -> int:
    click.echo(f"sitegen: {messages.visible(message)}", err=True)
    return status


def _choose_root(context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path:
    """Return the site's folder: `-C` may stand before or behind the command's name."""
    root = value or (context.parent.params.get("root") if context.parent else None) or Path()
    if not root.is_dir():
        raise click.BadParameter(f"{root} is not a folder", ctx=context)
    return root.resolve()


_site_folder = click.option(
    "-C",
    "root",
    type=click.Path(path_type=Path),
    callback=_choose_root,
    metavar="DIR",
    help="The site's folder (default: the current one).",
)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="A first time: `sitegen build` makes site/, `sitegen serve` shows it while you write.",
)
@click.version_option(__version__, message="sitegen %(version)s")
@click.option(
    "-C", "root", type=click.Path(path_type=Path), metavar="DIR", help="The site's folder (default: the current one)."
)
def commands(root: Path | None) -> None:
    """Turn articles and the notes on them into a website of annotated briefings."""


@commands.command()
@_site_folder
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where to build (default: site/ in the site's folder).",
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--drafts", is_flag=True, help="Build drafts too.")
@click.option("--base-url", metavar="URL", default="", help="The site's address, instead of `url` in site.yaml.")
@click.option("--clean", is_flag=True, help="Trust nothing that an earlier build left; make everything anew.")
@click.option("--keep-going", is_flag=True, help="Build what can be built although the content has errors.")
def build(root: Path, output: Path | None, clean: bool, **wishes: object) -> int:  # noqa: FBT001 - a flag of the command
    """Make the site.

    A failed build leaves the output as it was.

    \b
    Examples:
      sitegen build                         make site/
      sitegen build --strict                stop at warnings too
      sitegen build --output /tmp/preview   make it elsewhere
    """  # noqa: D301 - backslash b keeps click from joining the lines
    started = time.perf_counter()
    options = _build_options(root, wishes)
    target = _output_folder(root, output)
    made = make_site(options)
    _print_problems(made.report, root)
    if not made.artifacts:
        click.echo(_failure_line(made.report), err=True)
        return _status(made.report, strict=options.strict)
    if clean:
        _remove_cache(root)
    changes = write_site(made, target, root=root)
    click.echo(_summary(made, changes, seconds=time.perf_counter() - started))
    return _status(made.report, strict=options.strict)


@commands.command()
@_site_folder
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text", show_default=True
)
@click.option("--strict", is_flag=True, help="Let warnings fail the check too.")
def check(root: Path, form: str, strict: bool) -> int:  # noqa: FBT001 - a flag of the command
    """Tell all problems of all files, drafts included; write nothing."""
    report = make_site(BuildOptions(root=root, with_drafts=True, with_hints=True)).report
    if form == "json":
        click.echo(messages.write_json(report))
    elif form == "github":
        click.echo(messages.write_github(report), nl=len(report) > 0)
    elif form == "sarif":
        click.echo(write_sarif(report, line_reader(root), version=__version__))
    else:
        click.echo(messages.write_text(report, line_reader(root)), nl=len(report) > 0)
        click.echo(_count_line(report), err=True)
    return _status(report, strict=strict)


@commands.command()
@_site_folder
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="The port (default: 8000, or the next one that is free; 0: any)."
)
@click.option("--poll", is_flag=True, help="Look for changes again and again: for network and container file systems.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
def serve(root: Path, host: str, port: int | None, poll: bool, open_browser: bool) -> int:  # noqa: FBT001 - flags of the command
    """Show the site while you write: it is built again, and the page reloaded, at every change.

    Drafts and seeds without a sidecar are shown too. Pages are built in a folder of their own; site/ stays as it is.
    """
    from sitegen.preview import preview  # noqa: PLC0415 - the web server is needed for nothing else
    from sitegen.serve import ServeOptions  # noqa: PLC0415
    from sitegen.serve import serve as run_server  # noqa: PLC0415

    watch = BuildOptions(root=root).templates
    options = ServeOptions(root=root, host=host, port=port, poll=poll, open_browser=open_browser, watch=watch)
    return run_server(options, preview(root))


@commands.command()
@_site_folder
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="What to clean (default: site/ in the site's folder).",
)
def clean(root: Path, output: Path | None) -> int:
    """Remove what sitegen made: its files in site/ and its cache. Files of yours stay."""
    removed = clean_output(_output_folder(root, output), root=root)
    _remove_cache(root)
    click.echo(f"removed {removed} files that sitegen made")
    return DONE


@commands.command()
@_site_folder
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=f"Where to write them (default: {SCHEMAS}/ in the site's folder).",
)
def schema(root: Path, output: Path | None) -> int:
    """Write JSON Schemas of the YAML files, so that editors complete keys, explain them and mark mistakes.

    A file names its schema in its first line, by a path that begins in the file's own folder: in content/actors.yaml
    `# yaml-language-server: $schema=.schemas/actors.json`, in a briefing `…$schema=../.schemas/briefing.json`.
    """
    folder = output or root / SCHEMAS
    written, unchanged = write_schemas(folder)
    click.echo(f"{written} schemas written to {messages.visible(str(folder))}, {unchanged} unchanged")
    return DONE


@commands.command()
@_site_folder
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@click.option("--write", is_flag=True, help="Change the files; without it they are only shown.")
@click.option("--inexact", is_flag=True, help="Take on the article's spelling where a quote is found in another one.")
def reanchor(root: Path, slugs: tuple[str, ...], write: bool, inexact: bool) -> int:  # noqa: FBT001 - flags of the command
    """Move quotes after an article was edited: of all briefings, or of those named.

    Shows as a diff which quotes of the sidecars change, and how. A quote that several places resemble alike is
    left to you. Comments, order and line ends of the files stay; articles are never changed.
    """
    found = find_moves(ReanchorOptions(root=root, slugs=slugs, with_inexact=inexact))
    for file in found.files:
        click.echo(messages.visible(file.diff))
    _print_problems(found.report, root)
    if write:
        write_moves(found, root=root)
    click.echo(_moves_line(found, written=write), err=True)
    return _status(found.report, strict=False)


def _remove_cache(root: Path) -> None:
    cache = root / CACHE_FOLDER
    if cache.is_dir() and not cache.is_symlink():
        shutil.rmtree(cache)


def _build_options(root: Path, wishes: dict[str, object]) -> BuildOptions:
    return BuildOptions(
        root=root,
        with_drafts=bool(wishes["drafts"]),
        keep_going=bool(wishes["keep_going"]),
        strict=bool(wishes["strict"]),
        base_url=str(wishes["base_url"]),
    )


def _output_folder(root: Path, output: Path | None) -> Path:
    return (output or root / "site").resolve()


def _status(report: Report, *, strict: bool) -> int:
    """Return the exit status: mistakes in the settings are wrong use, all others are the content's."""
    at_fault = [problem for problem in report if _counts(problem, strict=strict)]
    if any(problem.where.path == SETTINGS_FILE for problem in at_fault):
        return WRONG_USE
    return CONTENT_AT_FAULT if at_fault else DONE


def _counts(problem: Problem, *, strict: bool) -> bool:
    return problem.severity is Severity.ERROR or (strict and problem.severity is Severity.WARNING)


def _print_problems(report: Report, root: Path) -> None:
    """Print errors and warnings; hints are for `check`."""
    if report.has_errors or report.has_warnings:
        click.echo(messages.write_text(report.without_hints(), line_reader(root)) + "\n", err=True)


def _failure_line(report: Report) -> str:
    return f"nothing was built: {_count_line(report.without_hints())}"


def _count_line(report: Report) -> str:
    errors, warnings, hints = (report.count(severity) for severity in Severity)
    parts = [_counted(errors, "error"), _counted(warnings, "warning"), _counted(hints, "hint")]
    return ", ".join(part for part in parts if part) or "no problems"


def _moves_line(found: Reanchoring, *, written: bool) -> str:
    parts = []
    if found.moved:
        quotes, files = _counted(found.moved, "quote"), _counted(len(found.files), "file")
        parts.append(f"{quotes} moved in {files}" if written else f"{quotes} to move in {files}: `--write` moves them")
    if len(found.report):
        parts.append(f"left for you: {_count_line(found.report)}")
    if found.unplaced:
        parts.append(f"{_counted(found.unplaced, 'quote')} missing or ambiguous: see `sitegen check`")
    return "; ".join(parts) or "no quote has drifted"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}" if count else ""


def _summary(made: Build, changes: Changes, *, seconds: float) -> str:
    briefings = _counted(made.briefings, "briefing") or "no briefings"
    files = f"{changes.written} files written, {changes.unchanged} unchanged, {changes.removed} removed"
    told = made.report.without_hints()
    problems = f" ({_count_line(told)})" if len(told) else ""
    return f"built {briefings} in {seconds:.2f} s: {files}{problems}"
