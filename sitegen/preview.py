"""What `serve` builds: the site with its drafts, and its problems as the terminal shows them."""

from pathlib import Path

from sitegen.build import BuildOptions, build_site
from sitegen.excerpts import line_reader
from sitegen.making.manner import Manner, usable_cores
from sitegen.messages import write_problem
from sitegen.serving.builds import BuildFunction, ServedBuild


def preview(root: Path) -> BuildFunction:
    """Return the function that builds a site's preview into a folder."""

    def build(folder: Path) -> ServedBuild:
        options = BuildOptions(root=root, with_drafts=True)
        made = build_site(options, folder, manner=Manner(usable_cores(), can_fork=False))
        read_line = line_reader(root)
        problems = tuple(write_problem(problem, read_line) for problem in made.report.without_hints())
        is_built = made.changes is not None
        return ServedBuild(ok=is_built, problems=problems, watch=options.templates, changes=made.changes)

    return build
