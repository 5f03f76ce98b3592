"""The rules of the house, checked with the rest: style, types, layers, sizes, words."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "audio_desk"
LINE_CEILING = 400
FUNCTION_CEILING = 40
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "manager", "base"}


def sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def run(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, f"{' '.join(arguments)}\n{done.stdout}\n{done.stderr}"


def test_the_style_checker_has_no_complaint() -> None:
    run("-m", "ruff", "check", ".")


def test_every_file_is_formatted() -> None:
    run("-m", "ruff", "format", "--check", ".")


@pytest.mark.timeout(900)
def test_the_type_checker_has_no_complaint() -> None:
    run("-m", "mypy")


def test_arrows_point_down() -> None:
    run("-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())")


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LINE_CEILING
    assert path.stem not in FORBIDDEN_NAMES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= FUNCTION_CEILING, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_every_file_says_what_it_owns(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not tree.body or ast.get_docstring(tree)


def banned_calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name, owner = node.func.attr, ast.unparse(node.func.value)
        if name in {"exec", "exec_", "processEvents"}:
            yield f"{owner}.{name} at line {node.lineno}"
        if owner.endswith("QMessageBox") and name in {"information", "warning", "critical", "question"}:
            yield f"{owner}.{name} at line {node.lineno}"
        if owner.endswith("QFileDialog") and name.startswith("get"):
            yield f"{owner}.{name} at line {node.lineno}"


def test_no_call_reenters_the_event_loop() -> None:
    """Qt's own loop runs once, until the first picture, and is over before asyncio's begins."""
    found = {
        f"{path.relative_to(ROOT)}: {call}"
        for path in sources()
        if "ui" in path.parts or path.name in {"app.py", "crash.py", "session.py", "demo_scenes.py"}
        for call in banned_calls(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert {call.partition(" at ")[0] for call in found} == {"audio_desk/ui/first_picture.py: loop.exec"}


def test_the_lock_files_have_hashes_and_name_no_registry() -> None:
    for name in ("requirements.txt", "requirements-test.txt"):
        text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "index-url" not in text
        packages = re.findall(r"^[a-z0-9].*==", text, re.MULTILINE)
        assert len(packages) > 40
        assert text.count("--hash=sha256:") >= len(packages)


def test_the_lock_files_hold_every_direct_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = (ROOT / "packaging" / "requirements-test.txt").read_text(encoding="utf-8").lower()
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["ondevice"], *extras["test"]]
    for requirement in wanted:
        name = re.split(r"[\[<>=!~ ]", requirement)[0].lower()
        assert name == "audio-desk" or re.search(rf"^{re.escape(name)}==", locked, re.MULTILINE), name


def test_the_readme_has_its_two_commands_first() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)\n```", text, re.DOTALL)
    assert len(blocks) >= 2
    for block, end in zip(blocks, ("audio-desk demo", "pytest -n 2 --dist loadgroup"), strict=False):
        assert "\n" not in block
        assert block.startswith("python3 ")
        assert ".venv" in block
        assert block.endswith(end)
