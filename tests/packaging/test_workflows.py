"""The workflows: valid, and with no more rights than each job needs."""

from pathlib import Path

import pytest

from tests.packaging.workflow_rules import READ, check_cache, check_workflow, read_workflow, steps_using

FOLDER = Path(__file__).parents[2] / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
PAGES = FOLDER / "pages.yml"


def test_workflows_are_valid() -> None:
    check_workflow(*WORKFLOWS)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_only_read(path: Path) -> None:
    workflow = read_workflow(path)
    assert workflow["permissions"] == READ
    assert "pull_request_target" not in workflow["on"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_only_the_deployment_has_more_rights(path: Path) -> None:
    workflow = read_workflow(path)
    more = {name: job["permissions"] for name, job in workflow["jobs"].items() if "permissions" in job}
    expected = {"deploy": {"pages": "write", "id-token": "write"}} if path.name == "pages.yml" else {}
    assert more == expected


def test_the_deployment_runs_none_of_the_repositorys_code() -> None:
    deploy = read_workflow(PAGES)["jobs"]["deploy"]
    assert [step["uses"] for step in deploy["steps"]] == ["actions/configure-pages@v6", "actions/deploy-pages@v5"]
    assert deploy["environment"]["name"] == "github-pages"


def test_pull_requests_are_checked_but_never_published() -> None:
    workflow = read_workflow(PAGES)
    assert {"pull_request", "push"} <= set(workflow["on"])
    assert workflow["on"]["push"]["branches"] == ["main"]
    (check,) = (step for step in workflow["jobs"]["build"]["steps"] if "sitegen check" in step.get("run", ""))
    assert check["run"].endswith("--format github")
    assert check["if"] == "github.event_name == 'pull_request'"
    (upload,) = steps_using(workflow, "actions/upload-pages-artifact")
    for condition in (workflow["jobs"]["deploy"]["if"], upload["if"]):
        assert condition == "github.ref == 'refs/heads/main' && github.event_name != 'pull_request'"


def test_the_published_site_keeps_its_hidden_files() -> None:
    (upload,) = steps_using(read_workflow(PAGES), "actions/upload-pages-artifact")
    assert upload["with"] == {"path": "site", "include-hidden-files": "true"}


def test_what_the_last_build_left_is_restored_before_the_next_and_kept_after_it() -> None:
    workflow = read_workflow(PAGES)
    check_cache(workflow, before="make site")
    (cache,) = steps_using(workflow, "actions/cache")
    for of_the_code in ("sitegen/**", "templates/**", "constraints.txt"):
        assert f"'{of_the_code}'" in cache["with"]["restore-keys"]


def test_the_actions_are_the_versions_that_are_known_to_work() -> None:
    workflows = [read_workflow(path) for path in WORKFLOWS]
    used = {
        step["uses"] for flow in workflows for job in flow["jobs"].values() for step in job["steps"] if "uses" in step
    }
    assert used == {
        "actions/checkout@v6",
        "actions/cache@v5",
        "actions/setup-python@v6",
        "actions/configure-pages@v6",
        "actions/upload-pages-artifact@v5",
        "actions/deploy-pages@v5",
    }
