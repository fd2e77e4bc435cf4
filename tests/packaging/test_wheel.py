"""The wheel and the sdist: what they hold, and that an installed wheel needs nothing of the checkout."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SEED = "قمة في البحر الميت\nقالت ليلى حداد إن الماء حق. ثم عادت حداد إلى عمان.\n"
SIDECAR = """\
published: "2026-03-10"
actors:
  - {id: haddad, type: person, name: {ar: ليلى حداد, en: Layla Haddad}}
annotations:
  - {id: a01, kind: quote, at: الماء حق, speaker: haddad}
"""


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    """Return what the command printed; a failure shows it."""
    done = subprocess.run(
        command, cwd=cwd, env=os.environ | environment, check=False, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def catalogues() -> set[str]:
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / "sitegen").rglob("*.mo")}


def theme_files() -> set[str]:
    found = (path for path in (ROOT / "templates").rglob("*") if path.is_file())
    return {f"sitegen/theme/{path.relative_to(ROOT / 'templates').as_posix()}" for path in found}


def scaffold_files() -> set[str]:
    found = (path for path in (ROOT / "sitegen" / "scaffold").rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in found}


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder)
    return folder


@pytest.fixture(scope="module")
def wheel(distributions: Path) -> Path:
    (found,) = distributions.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of commands of a new virtual environment with the wheel in it."""
    venv = tmp_path_factory.mktemp("venv")
    run(sys.executable, "-m", "venv", venv)
    commands = venv / "bin"
    pip = (commands / "python", "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet")
    run(*pip, "--constraint", ROOT / "constraints.txt", wheel)
    return commands


def test_the_wheel_holds_theme_catalogues_and_types_but_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert theme_files() <= names
    assert theme_files(), "there is no theme in templates/"
    assert catalogues() <= names
    assert catalogues(), "there are no compiled catalogues in sitegen/locale/"
    assert scaffold_files() <= names
    assert len(scaffold_files()) > 8
    assert "sitegen/py.typed" in names
    assert {f"sitegen/exports/fonts/{name}" for name in ("cards.ttf", "characters.txt", "OFL.txt")} <= names
    assert {name.split("/")[0] for name in names} == {"sitegen", f"{wheel.name.rsplit('-', 3)[0]}.dist-info"}


def test_the_wheel_offers_the_command_and_carries_the_licence(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (entry_points,) = (name for name in archive.namelist() if name.endswith("/entry_points.txt"))
    assert "sitegen = sitegen.__main__:main" in archive.read(entry_points).decode()
    assert any(name.endswith("/licenses/LICENSE") for name in archive.namelist())


def test_the_sdist_holds_what_the_wheel_is_made_from_and_no_agency_text(distributions: Path) -> None:
    (sdist,) = distributions.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "Makefile", "constraints.txt"} <= names
    assert {"sitegen/__main__.py", "tests/packaging/test_wheel.py", "tests/exports/card_font.py"} <= names
    assert any(name.startswith("templates/") for name in names)
    assert not any(name.startswith(("seeds/", "content/", ".venv/", "site/")) for name in names)
    assert not any("node_modules" in name for name in names)


def test_an_installed_wheel_builds_a_folder_with_an_article_alone(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "water.txt").write_text(SEED, encoding="utf-8")
    run(installed / "sitegen", "build", cwd=tmp_path)
    assert (tmp_path / "site" / "index.html").is_file()


def test_an_installed_wheel_builds_a_small_site(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "water.txt").write_text(SEED, encoding="utf-8")
    (tmp_path / "content" / "briefings").mkdir(parents=True)
    (tmp_path / "content" / "briefings" / "water.yaml").write_text(SIDECAR, encoding="utf-8")
    run(installed / "python", "-m", "sitegen", "-C", tmp_path, "build", cwd=tmp_path.parent)
    page = (tmp_path / "site" / "briefings" / "water.html").read_text(encoding="utf-8")
    assert 'data-annotations="a01"' in page
    assert 'data-actor="haddad"' in page


def test_an_installed_wheel_begins_a_site_without_a_fault(installed: Path, tmp_path: Path) -> None:
    run(installed / "sitegen", "init", "موقع جديد", cwd=tmp_path)
    site = tmp_path / "موقع جديد"
    run(installed / "sitegen", "new", "water", cwd=site)
    assert run(installed / "sitegen", "check", "--strict", "--format", "json", cwd=site) == "[]\n"
    run(installed / "sitegen", "build", "--strict", cwd=site)
    assert (site / "site" / "en" / "briefings" / "library.html").is_file()
    assert not (site / "site" / "briefings" / "water.html").exists()


def test_an_editable_install_leaves_no_copy_of_the_theme(tmp_path: Path) -> None:
    make = "import sys; from hatchling.build import build_editable; print(build_editable(sys.argv[1]))"
    run(sys.executable, "-c", make, tmp_path)
    (editable,) = tmp_path.glob("*.whl")
    assert not [name for name in zipfile.ZipFile(editable).namelist() if name.startswith("sitegen/")]


def test_a_changed_template_of_the_checkout_takes_effect(tmp_path: Path) -> None:
    checkout, folder = tmp_path / "checkout", tmp_path / "folder"
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds" / "water.txt").write_text(SEED, encoding="utf-8")
    for name in ("sitegen", "templates"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    for template in (checkout / "templates").rglob("*.html"):
        template.write_text(template.read_text(encoding="utf-8") + "<!-- changed here -->", encoding="utf-8")
    run(sys.executable, "-m", "sitegen", "build", cwd=folder, PYTHONPATH=str(checkout))
    assert "<!-- changed here -->" in (folder / "site" / "index.html").read_text(encoding="utf-8")
