"""Lines on a build for the terminal: new problems and mended ones; the rest is counted."""

from collections.abc import Iterable

from sitegen.serving.builds import FinishedBuild, ServedProblem

_Identity = tuple[str, str]


class BuildTeller:
    """Remembers which problems were told."""

    def __init__(self) -> None:
        self._told: dict[_Identity, ServedProblem] = {}

    def tell(self, finished: FinishedBuild) -> list[str]:
        """Return what to tell of a build, its last line how it went."""
        built = finished.build
        now = {_identity(problem): problem for problem in built.problems}
        new = [one for identity, one in now.items() if one.count > self._count(identity)]
        before = sum(min(one.count, self._count(identity)) for identity, one in now.items())
        mended = [one for identity, one in self._told.items() if identity not in now and _is_mended(one, finished)]
        gone = {_identity(problem) for problem in mended}
        # What a failed build does not tell may not have been looked for.
        kept = {} if built.ok else {name: one for name, one in self._told.items() if name not in gone}
        self._told = kept | now
        texts = [problem.text for problem in new] + [f"mended: {problem.headline}" for problem in mended]
        return [*texts, _describe(finished, before)]

    def _count(self, identity: _Identity) -> int:
        return self._told[identity].count if identity in self._told else 0


def count_problems(problems: Iterable[ServedProblem]) -> str:
    """Return `1 error, 20 warnings`; empty where there are none."""
    counts = {True: 0, False: 0}
    for problem in problems:
        counts[problem.is_error] += problem.count
    parts = [_counted(counts[True], "error"), _counted(counts[False], "warning")]
    return ", ".join(part for part in parts if part)


def _identity(problem: ServedProblem) -> _Identity:
    return (problem.headline, problem.found) if problem.headline else (problem.text, "")


def _is_mended(problem: ServedProblem, finished: FinishedBuild) -> bool:
    """Tell whether a problem that a build does not tell is gone: surely so only where its file was read."""
    built = finished.build
    if built.ok:
        return bool(problem.path)
    is_read = all(one.path for one in built.problems)  # otherwise the machine failed
    at_fault = {one.path for one in built.problems if one.is_error}
    return is_read and problem.path in finished.names and problem.path not in at_fault


def _describe(finished: FinishedBuild, before: int) -> str:
    """Return the line for a build; `before` of its problems were told already."""
    names, built = finished.names, finished.build
    cause = (
        _visible(names[0]) + (f" and {len(names) - 1} more" if len(names) > 1 else "") + " changed: " if names else ""
    )
    seconds, problems = f"in {finished.seconds:.2f} s", count_problems(built.problems)
    told = f", {before} of them told before" if before else ""
    if not built.ok:
        return f"{cause}{problems}{told}; not built, the last good pages stay ({seconds})"
    rest = f"; {problems}{told}" if problems else ""
    if built.changes is None:
        return f"{cause}built {seconds}{rest}"
    changes = built.changes
    files = _counted(changes.written, "file") or "0 files"
    return f"{cause}{files} written, {changes.unchanged} unchanged, {changes.removed} removed {seconds}{rest}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}" if count else ""


def _visible(name: str) -> str:
    """Return a file's name without anything that could drive a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)
