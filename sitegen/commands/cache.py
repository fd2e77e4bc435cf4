"""The cache's folder, as `clean` and `build --clean` know it."""

import shutil
from pathlib import Path
from typing import Final

CACHE_FOLDER: Final = ".sitegen"


def remove_cache(root: Path) -> None:
    """Remove a site's cache, unless it is a link to elsewhere. Raises OSError where the machine fails."""
    cache = root / CACHE_FOLDER
    if cache.is_dir() and not cache.is_symlink():
        shutil.rmtree(cache)
