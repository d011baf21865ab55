"""Lists every text of the game and keeps the catalogues up: `python assets/locales/collect.py [--write] [FOLDER]`.

Says what each .po file lacks and what it holds in vain; --write adds the first, untranslated, and drops the second.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
HEADING = re.compile(r'\Amsgid ""\n(?:.+\n)+')


@dataclass(frozen=True, slots=True)
class Message:
    """One text, its plural where it counts something, and the file it comes from."""

    text: str
    plural: str
    place: str


def messages(root: Path = ROOT) -> dict[str, Message]:
    """Every text by its English, in the order of the files."""
    found: dict[str, Message] = {}
    for path in sorted((root / "game" / "ui").rglob("*.py")):
        place = path.relative_to(root).as_posix()
        for text, plural in marked(path.read_text("utf-8")):
            if text not in found or (plural and not found[text].plural):
                found[text] = Message(text, plural, place)
    from game.ui.words.listed import texts

    for place, listed in (("tables of the rules", texts()), ("scenarios", _scenarios(root / "scenarios"))):
        for text in listed:
            found.setdefault(text, Message(text, "", place))
    return found


def marked(source: str) -> Iterator[tuple[str, str]]:
    """What `_()` and `ngettext()` are called with, where it is written out."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
            words = [part.value for part in node.args[:2] if isinstance(part, ast.Constant)]
            if node.func.id == "_" and words:
                yield words[0], ""
            elif len(words) == 2:
                yield words[0], words[1]


def _scenarios(folder: Path) -> list[str]:
    """The regions nations lie in, what their figures rest on, and remarks."""
    found: set[str] = set()
    for path in sorted(folder.glob("*.toml")):
        _gather(tomllib.loads(path.read_text("utf-8")), found)
    return sorted(found)


def _gather(value: object, found: set[str]) -> None:
    from game.ui.words.basis import basis_remarks

    if isinstance(value, list):
        for one in value:
            _gather(one, found)
    elif isinstance(value, dict):
        for key, one in value.items():
            if isinstance(one, str) and key in ("region", "missing", "note"):
                found.add(one)
            elif isinstance(one, str) and key == "basis":
                found.update(basis_remarks(one))
            else:
                _gather(one, found)


def held(path: Path) -> dict[str, tuple[str, ...]]:
    """What a catalogue says."""
    from game.ui.words.i18n import read_po

    return read_po(path.read_text("utf-8")).texts


def forms_of(path: Path) -> int:
    """How many plural forms a catalogue's language has."""
    stated = re.search(r"nplurals=(\d)", path.read_text("utf-8"))
    return int(stated[1]) if stated else 2


def lacking(known: dict[str, Message], path: Path) -> list[str]:
    """The texts without a translation, or without all forms of it."""
    texts, forms = held(path), forms_of(path)
    wanted = {text: forms if message.plural else 1 for text, message in known.items()}
    return [text for text, number in wanted.items() if len([one for one in texts.get(text, ()) if one]) < number]


def stale(known: dict[str, Message], path: Path) -> list[str]:
    """The translations of what the game no longer says."""
    return [text for text in held(path) if text not in known]


def write(known: dict[str, Message], path: Path) -> None:
    """The catalogue anew, in the order of the files, with the translations it has."""
    heading = HEADING.search(path.read_text("utf-8"))
    texts, forms = held(path), forms_of(path)
    lines = [heading[0].rstrip("\n") if heading else 'msgid ""\nmsgstr ""', ""]
    place = ""
    for message in known.values():
        if message.place != place:
            place = message.place
            lines += [f"# {place}", ""]
        lines += [*_entry(message, texts.get(message.text, ()), forms), ""]
    path.write_text("\n".join(lines).rstrip("\n") + "\n", "utf-8")


def _entry(message: Message, said: tuple[str, ...], forms: int) -> Iterator[str]:
    yield f"msgid {_quoted(message.text)}"
    if not message.plural:
        yield f"msgstr {_quoted(said[0] if said else '')}"
        return
    yield f"msgid_plural {_quoted(message.plural)}"
    for form in range(forms):
        yield f"msgstr[{form}] {_quoted(said[form] if form < len(said) else '')}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main() -> int:
    """Say what is missing and what is stale; 1 when anything is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=HERE, help="where the catalogues are")
    parser.add_argument("--write", action="store_true", help="add what is missing, drop what is stale")
    args = parser.parse_args()
    known, faults = messages(), 0
    for path in sorted(args.folder.glob("*.po")):
        missing, vain = lacking(known, path), stale(known, path)
        print(f"{path.name}: {len(known)} texts, {len(missing)} missing, {len(vain)} stale")
        print(
            "".join(f"  missing {text!r}\n" for text in missing) + "".join(f"  stale {text!r}\n" for text in vain),
            end="",
        )
        faults += len(missing) + len(vain)
        if args.write:
            write(known, path)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
