"""The workflows: valid, and with no more rights than each job needs."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
READ = {"contents": "read"}


def read_workflow(name: str) -> dict[str, Any]:
    # The base loader keeps the key `on` a string.
    loaded = yaml.load((ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (it makes strings, lists and maps only)
    assert isinstance(loaded, dict)
    return loaded


def steps_using(workflow: dict[str, Any], action: str) -> list[dict[str, Any]]:
    steps = (step for job in workflow["jobs"].values() for step in job["steps"])
    return [step for step in steps if step.get("uses", "").startswith(f"{action}@")]


def test_workflows_are_valid() -> None:
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-workflows",
        *WORKFLOWS,
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_only_read(path: Path) -> None:
    workflow = read_workflow(path.name)
    assert workflow["permissions"] == READ
    assert "pull_request_target" not in workflow["on"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_only_the_deployment_has_more_rights(path: Path) -> None:
    workflow = read_workflow(path.name)
    more = {name: job["permissions"] for name, job in workflow["jobs"].items() if "permissions" in job}
    expected = {"deploy": {"pages": "write", "id-token": "write"}} if path.name == "pages.yml" else {}
    assert more == expected


def test_the_deployment_runs_none_of_the_repositorys_code() -> None:
    deploy = read_workflow("pages.yml")["jobs"]["deploy"]
    assert [step["uses"] for step in deploy["steps"]] == ["actions/configure-pages@v6", "actions/deploy-pages@v5"]
    assert deploy["environment"]["name"] == "github-pages"


def test_pull_requests_are_checked_but_never_published() -> None:
    workflow = read_workflow("pages.yml")
    assert {"pull_request", "push"} <= set(workflow["on"])
    assert workflow["on"]["push"]["branches"] == ["main"]
    (check,) = (step for step in workflow["jobs"]["build"]["steps"] if "sitegen check" in step.get("run", ""))
    assert check["run"].endswith("--format github")
    assert check["if"] == "github.event_name == 'pull_request'"
    (upload,) = steps_using(workflow, "actions/upload-pages-artifact")
    for condition in (workflow["jobs"]["deploy"]["if"], upload["if"]):
        assert condition == "github.ref == 'refs/heads/main' && github.event_name != 'pull_request'"


def test_the_published_site_keeps_its_hidden_files() -> None:
    (upload,) = steps_using(read_workflow("pages.yml"), "actions/upload-pages-artifact")
    assert upload["with"] == {"path": "site", "include-hidden-files": "true"}


def test_the_actions_are_the_versions_that_are_known_to_work() -> None:
    workflows = [read_workflow(path.name) for path in WORKFLOWS]
    used = {
        step["uses"] for flow in workflows for job in flow["jobs"].values() for step in job["steps"] if "uses" in step
    }
    assert used == {
        "actions/checkout@v6",
        "actions/setup-python@v6",
        "actions/configure-pages@v6",
        "actions/upload-pages-artifact@v5",
        "actions/deploy-pages@v5",
    }
