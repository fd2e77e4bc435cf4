"""The documentation names what holds for all commands, and the lines that it gives for shells work."""

import re

import pytest

from sitegen.cli import commands
from tests.documentation import ENDINGS, codes_in, page_text


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_holds_for_all_commands_is_documented(ending: str) -> None:
    codes = {code.split()[0] for code in codes_in("docs", ending)}
    shared = {option for parameter in commands.params for option in parameter.opts if not option.startswith("--")}
    variables = {"NO_COLOR=1", "FORCE_COLOR=1", "SOURCE_DATE_EPOCH"}
    assert shared | variables <= codes


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_line_for_bash_is_the_one_that_is_tested(ending: str) -> None:
    lines = re.findall(r"""echo '(.*)' >> ~/\.bashrc""", page_text("docs", ending))
    assert lines == ['eval "$(_SITEGEN_COMPLETE=bash_source sitegen)"']
