"""Where a reader reports an error: the form for a new issue in the site's repository, filled in as far as it can be."""

from urllib.parse import urlencode, urlsplit

_GITHUB_LIKE = ("github.com", "codeberg.org", "gitea.com")
"""Hosts, and all below them, whose form takes `title` and `body`: GitHub's own, and those of Forgejo and Gitea."""


def issue_form(repo_url: object, *, title: str, body: str = "") -> str:
    """Return the address of the form for a new issue; of the repository itself where its host is not known."""
    address = str(repo_url).rstrip("/").removesuffix(".git")
    host = urlsplit(address).hostname or ""
    if any(host == known or host.endswith(f".{known}") for known in _GITHUB_LIKE):
        return f"{address}/issues/new?{_query(title=title, body=body)}"
    if "gitlab" in host.split("."):
        return f"{address}/-/issues/new?{_query(**{'issue[title]': title, 'issue[description]': body})}"
    return str(repo_url)


def _query(**fields: str) -> str:
    return urlencode({name: value for name, value in fields.items() if value})
