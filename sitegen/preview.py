"""What `serve` builds: the site with its drafts, and its problems as the terminal shows them."""

from pathlib import Path

from sitegen.build import BuildOptions, make_site, write_site
from sitegen.excerpts import line_reader
from sitegen.messages import write_problem
from sitegen.serving.builds import BuildFunction, ServedBuild


def preview(root: Path) -> BuildFunction:
    """Return the function that builds a site's preview into a folder."""

    def build(folder: Path) -> ServedBuild:
        options = BuildOptions(root=root, with_drafts=True)
        made = make_site(options)
        read_line = line_reader(root)
        problems = tuple(write_problem(problem, read_line) for problem in made.report.without_hints())
        changes = write_site(made, folder, root=root) if made.artifacts else None
        return ServedBuild(ok=bool(made.artifacts), problems=problems, watch=options.templates, changes=changes)

    return build
