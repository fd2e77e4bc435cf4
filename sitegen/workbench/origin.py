"""Where this sitegen comes from, so that another machine can install the very same."""

import json
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Final
from urllib.parse import urlsplit

from sitegen import __version__

REPOSITORY: Final = "https://github.com/sitegen-briefings/sitegen"
"""The one place that says where the project lives. It is on no index: `sitegen` there is another project."""

NAME: Final = "sitegen-briefings"
"""The distribution's name (`name` in pyproject.toml)."""


def pinned_requirement(installed: Distribution | None = None) -> str:
    """Return what pip installs this sitegen from: the commit that was installed, else this version's tag.

    `installed` is what the packaging tools noted of this installation; looked up where it is not given.
    """
    return f"{NAME}[cards] @ git+{_commit(installed or _this_distribution()) or f'{REPOSITORY}@v{__version__}'}"


def _this_distribution() -> Distribution | None:
    try:
        return distribution(NAME)
    except PackageNotFoundError:  # run from a checkout
        return None


def _commit(installed: Distribution | None) -> str:
    """Return `ADDRESS@COMMIT` where it was installed from a repository that others reach; else nothing.

    Read from direct_url.json (PEP 610). What stands before the host may be a password and is left out.
    """
    noted = json.loads((installed and installed.read_text("direct_url.json")) or "{}")
    address = urlsplit(noted.get("url", ""))
    commit = noted.get("vcs_info", {}).get("commit_id", "")
    if address.scheme != "https" or not commit:
        return ""
    return f"https://{address.netloc.rpartition('@')[2]}{address.path}@{commit}"
