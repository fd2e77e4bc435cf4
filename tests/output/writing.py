"""A folder that is made to hold some files, as a build does it."""

from collections.abc import Iterable
from pathlib import Path

from sitegen.model.site_files import Artifact
from sitegen.output.output_folder import PATIENCE, Changes, Staging, hold_output


def write_output(folder: Path, artifacts: Iterable[Artifact], *, root: Path, patience: float = PATIENCE) -> Changes:
    """Make the folder hold these artifacts, and return what that changed. `root` is the site's own folder."""
    with hold_output(folder, root=root, patience=patience) as output:
        staging = Staging(output)
        for artifact in artifacts:
            staging.add(artifact)
        return staging.finish(kept=())
