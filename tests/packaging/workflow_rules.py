"""What tests of workflows share: how one is read, and what says that it is valid."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import yaml

READ: Final = {"contents": "read"}


def read_workflow(path: Path) -> dict[str, Any]:
    # The base loader keeps the key `on` a string.
    loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (it makes strings, lists and maps only)
    assert isinstance(loaded, dict)
    return loaded


def steps_using(workflow: dict[str, Any], action: str) -> list[dict[str, Any]]:
    steps = (step for job in workflow["jobs"].values() for step in job["steps"])
    return [step for step in steps if step.get("uses", "").startswith(f"{action}@")]


def check_cache(workflow: dict[str, Any], *, before: str) -> None:
    """Check that site and cache are restored before a step, and saved under a key that no run had before."""
    steps = workflow["jobs"]["build"]["steps"]
    (cache,) = (step for step in steps if step.get("uses", "").startswith("actions/cache@"))
    key, prefix = cache["with"]["key"], cache["with"]["restore-keys"]
    assert cache["with"]["path"].split() == [".sitegen", "site"]
    assert key == f"{prefix}${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}"
    assert "runner.os" in prefix
    assert "hashFiles(" in prefix
    assert "," not in re.sub(r"\$\{\{.*?\}\}", "", key), "GitHub refuses commas in keys"
    names = [step.get("run", step.get("uses")) for step in steps]
    assert names.index(cache["uses"]) < names.index(before)


def check_workflow(*paths: Path) -> None:
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-workflows",
        *paths,
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
