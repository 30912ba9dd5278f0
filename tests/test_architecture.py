"""The rooms import downwards only, and each heavy library stays in its own room."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TIMELINE = Path(__file__).parent.parent / "timeline"

ROWS = [
    {"errors", "ancient"},
    {"model"},
    {"schema", "languages"},
    {"readers", "sentences", "timex", "entities", "events", "clusters"},
    {"pipeline", "store", "filters", "naming", "gate"},
    {"charts"},
    {"ui", "cli"},
    {"__main__"},
]
ROW_OF = {room: row for row, rooms in enumerate(ROWS) for room in rooms}

ONLY_IN = {
    "streamlit": {"ui"},
    "plotly": {"charts"},
    "duckdb": {"filters"},
    "spacy": {"entities/names"},
    "dateparser": {"timex/fallback"},
    "typer": {"cli"},
    "trafilatura": {"readers/html"},
    "htmldate": {"readers/html"},
    "socket": set(),
    "urllib.request": set(),
    "pickle": set(),
}
NO_PANDAS = {"errors", "ancient", "model", "languages", "readers", "sentences", "timex", "entities", "events"}


def modules() -> list[Path]:
    """Every module of the package but the package's own front door, which offers names of several rooms."""
    return [path for path in sorted(TIMELINE.rglob("*.py")) if path != TIMELINE / "__init__.py"]


def room_of(path: Path) -> str:
    return path.relative_to(TIMELINE).with_suffix("").parts[0]


def imports_of(path: Path) -> Iterator[str]:
    """Dotted names of all that a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(TIMELINE)))
def test_a_room_imports_only_from_rows_below_it(path: Path) -> None:
    here = room_of(path)
    assert here in ROW_OF, f"{here} has no row: give it one here and in timeline/README.md"
    for name in imports_of(path):
        top, _, rest = name.partition(".")
        if top == "timeline" and rest:
            room = rest.split(".")[0]
            if room in ROW_OF:
                assert room == here or ROW_OF[room] < ROW_OF[here], f"{path.name} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(TIMELINE)))
def test_a_heavy_library_stays_in_its_room(path: Path) -> None:
    place = str(path.relative_to(TIMELINE).with_suffix("")).replace("\\", "/")
    for name in imports_of(path):
        for library, rooms in ONLY_IN.items():
            if name == library or name.startswith(library + "."):
                assert any(place == room or place.startswith(room + "/") for room in rooms), f"{place}: {name}"
        if name.split(".")[0] == "pandas":
            assert room_of(path) not in NO_PANDAS, f"{place} imports pandas"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(TIMELINE)))
def test_no_clock_below_the_screen_and_the_command_line(path: Path) -> None:
    if room_of(path) in {"ui", "cli", "__main__"}:
        return
    clocks = {"now", "today", "utcnow"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in clocks:
            owner = ast.unparse(node.func.value)
            assert owner.split(".")[-1] not in {"datetime", "date", "Timestamp"}, f"{path}: {ast.unparse(node)}"


def test_the_entry_is_two_statements() -> None:
    entry = ast.parse((TIMELINE.parent / "dashboard.py").read_text(encoding="utf-8"))
    statements = [node for node in entry.body if not isinstance(node, ast.Expr) or isinstance(node.value, ast.Call)]
    assert len(statements) == 2


def test_no_module_outgrows_its_room() -> None:
    """Past 500 lines a module is asked whether it is two."""
    long = {str(path): n for path in modules() if (n := len(path.read_text(encoding="utf-8").splitlines())) > 500}
    assert not long


@pytest.mark.parametrize("room", ["timex", "languages"])
def test_the_code_map_has_a_place_for_every_file_of_the_rooms_that_grow(room: str) -> None:
    code_map = (TIMELINE / "README.md").read_text(encoding="utf-8")
    files = [f"{room}/{path.name}" for path in sorted((TIMELINE / room).glob("*.py")) if path.stem != "__init__"]
    assert [name for name in files if name not in code_map] == []
