"""References of published briefings to drafts, which are shown without a link."""

from collections.abc import Iterable, Sequence

from sitegen.checking.within import references_in
from sitegen.model.problems import Report
from sitegen.model.project import Manuscript


def check_references_to_drafts(published: Sequence[Manuscript], drafts: Iterable[str], report: Report) -> None:
    """Warn of every reference of a published briefing to a draft."""
    slugs = frozenset(drafts)
    for manuscript in published if slugs else ():
        related = {reference.id for reference in manuscript.sidecar.related}
        for reference in references_in(manuscript.sidecar):
            slug = reference.briefing or (reference.id if reference.id in related else "")
            if slug in slugs:
                report.warn(
                    "ref-to-draft",
                    f"`{slug}` is a draft, so this reference is shown without a link",
                    reference.where,
                    found=reference.id,
                    help=f"publish {slug} (take `draft: true` out of its sidecar), or take the reference out",
                )
