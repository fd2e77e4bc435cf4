"""What an editor changes between two builds, the same for every tool; each revision differs from all before."""

from dataclasses import replace

from tests.bench.articles import Article


def edited(article: Article, revision: int) -> Article:
    """Return the article with a few words more in its first note; revision 0 is as it was made."""
    if not revision:
        return article
    first, *others = article.notes
    return replace(article, notes=(replace(first, body=f"{first.body} تصحيح {revision}"), *others))


def newer_name(name: str, revision: int) -> str:
    """Return the name with one more in its middle; revision 0 is as it was."""
    if not revision:
        return name
    first, *others = name.split()
    return " ".join((first, f"الثاني{revision}", *others))
