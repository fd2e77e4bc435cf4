"""What `serve` builds: the site with its drafts, and its problems as the terminal shows them."""

from pathlib import Path

from sitegen.build import BuildOptions, build_site
from sitegen.engine.build_settings import Workers, usable_cores
from sitegen.excerpts import line_reader
from sitegen.messages import Fault, fold_problems, visible, write_fault
from sitegen.model.codes import SEVERITY_OF_CODE
from sitegen.model.problems import Severity
from sitegen.serving.builds import BuildFunction, ServedBuild, ServedProblem


def preview(root: Path) -> BuildFunction:
    """Return the function that builds a site's preview into a folder."""

    def build(folder: Path) -> ServedBuild:
        options = BuildOptions(root=root, with_drafts=True)
        made = build_site(options, folder, workers=Workers(usable_cores(), can_fork=False))
        read_line = line_reader(root)
        faults = fold_problems(made.report.without_hints())
        problems = tuple(_serve_fault(fault, write_fault(fault, read_line)) for fault in faults)
        is_built = made.changes is not None
        return ServedBuild(ok=is_built, problems=problems, watch=options.templates, changes=made.changes)

    return build


def _serve_fault(fault: Fault, text: str) -> ServedProblem:
    first = fault[0]
    is_error = first.severity is Severity.ERROR
    return ServedProblem(
        text=text,
        path=first.where.path,
        headline=visible(f"{first.where.path}: {first.severity}[{first.code}]: {first.message}".replace("\n", " ")),
        found=first.found,
        count=len(fault),
        is_error=is_error,
        is_of_draft=not is_error and SEVERITY_OF_CODE.get(first.code) is Severity.ERROR,
    )
