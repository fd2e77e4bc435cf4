"""Git's reasons not to fetch or to push, told in one line with the way out."""

import re
from typing import Final

from sitegen.publishing.git import Answer, reason_of
from sitegen.publishing.repository import Destination, without_secrets
from sitegen.refusal import Refusal

MOST_LETTERS: Final = 200
"""Of what the other side says, so that the line stays one."""

_WANTS_A_KEY: Final = re.compile(
    r"could not read (?:Username|Password)|Authentication failed|Permission denied \(|Host key verification failed"
    r"|terminal prompts disabled|returned error: (?:401|403)|Permission to \S+ denied|could not authenticate",
    re.IGNORECASE,
)
_LEADS_NOWHERE: Final = re.compile(
    r"does not appear to be a git repository|repository '[^']*' not found|Repository not found|returned error: 404"
    r"|not a git repository",
    re.IGNORECASE,
)
_OUT_OF_REACH: Final = re.compile(
    r"could not resolve|connection (?:refused|timed out|reset)|unable to (?:access|connect)|network is unreachable"
    r"|no route to host|operation timed out|the remote end hung up",
    re.IGNORECASE,
)
_OUTDATED: Final = re.compile(r"\[rejected\] \((?:fetch first|non-fast-forward|stale info)\)")
_LOST_RACE: Final = re.compile(
    r"cannot lock ref '[^']*': (?:is at \w+ but expected|reference already exists|unable to resolve)"
)
"""The branch moved before git asked where it is, or just after."""
_REJECTED: Final = re.compile(r"^!\t[^\t]*\t\[(?P<side>[^\]]+)\] \((?P<why>.*)\)$", re.MULTILINE)
"""A line of `git push --porcelain`."""
_SAID_THERE: Final = re.compile(r"^remote: *(?:error: *)?(?P<text>\S.*?)\s*$", re.MULTILINE)


def fetch_refusal(answer: Answer, destination: Destination) -> Refusal:
    """Return what to say when the branch could not be fetched."""
    way_out = f"`git fetch {destination.remote}` tells more"
    return _common_refusal(answer, destination) or _refuse(
        f"git cannot fetch from {destination.remote}: {_reason(answer)}: {way_out}"
    )


def push_refusal(answer: Answer, destination: Destination) -> Refusal:
    """Return what to say when a push was not accepted; the site is then published nowhere."""
    if _OUTDATED.search(answer.out) or _LOST_RACE.search(answer.err):
        return _refuse(
            f"{destination} has moved on since it was fetched a moment ago: run `sitegen publish` again, "
            "and it is built upon"
        )
    if rejected := _REJECTED.search(answer.out):
        return _refuse(
            f"{destination.remote} refuses the push to {destination.branch}: {_why(rejected['why'], answer)}: allow it "
            "there, or publish to another branch by `--branch NAME`"
        )
    if common := _common_refusal(answer, destination):
        return common
    if "failed to push some refs" in answer.err and not answer.out.strip():
        return _refuse(
            f"the hook pre-push of your repository refuses the push to {destination}{_words_of_hook(answer)}: "
            "`git rev-parse --git-path hooks/pre-push` shows which file it is"
        )
    return _refuse(f"git cannot push to {destination}: {_reason(answer)}: `git push {destination.remote}` tells more")


def _common_refusal(answer: Answer, destination: Destination) -> Refusal | None:
    remote, said = destination.remote, answer.err
    if _WANTS_A_KEY.search(said):
        return _refuse(
            f"{remote} asks for a password or a key, and git has none to give ({_reason(answer)}): sign in once by "
            f"`git fetch {remote}`, with a credential helper or an SSH agent that remembers it"
        )
    if _LEADS_NOWHERE.search(said):
        return _refuse(
            f"{remote} leads to no repository ({destination.address}): "
            f"`git remote set-url {remote} ADDRESS` corrects it"
        )
    if _OUT_OF_REACH.search(said):
        return _refuse(f"{remote} cannot be reached ({_reason(answer)}): try `git fetch {remote}`, then publish again")
    return None


def _refuse(message: str) -> Refusal:
    return Refusal(f"nothing was published: {message}", status=3)


def _reason(answer: Answer) -> str:
    return _shortened(without_secrets(reason_of(answer.err)))


def _why(why: str, answer: Answer) -> str:
    """Return git's reason with what the other side says itself: the line that names a rule, else its first."""
    said = [found["text"] for found in _SAID_THERE.finditer(answer.err)]
    best = next((text for text in said if re.match(r"GH\d+|GitLab|pre-receive|\w+ is protected", text)), "")
    words = best or (said[0] if said else "")
    return _shortened(f"{why}, “{without_secrets(words)}”" if words else why)


def _words_of_hook(answer: Answer) -> str:
    first = next((line.strip() for line in answer.err.splitlines() if line.strip()), "")
    return "" if first.startswith("error: failed to push") else f", “{_shortened(first)}”"


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"
