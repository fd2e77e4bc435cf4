"""Where a command stands: beginners often forget to go into the site's folder."""

from pathlib import Path

from sitegen.model.folders import CONTENT, SEEDS


def strange_folder_line(root: Path) -> str:
    """Return what is said in a folder that holds nothing of a site; empty where it holds something."""
    if any((root / name).exists() for name in (CONTENT, SEEDS)):
        return ""
    return (
        "this folder holds no site, neither content/ nor seeds/: go into the site's folder, name it by `-C DIR`, "
        "or make one by `sitegen init DIR`"
    )
