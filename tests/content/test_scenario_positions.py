"""Every key and value of a document has its line and column, in all the ways TOML has of writing them."""

from __future__ import annotations

from game.content.reading.document import parse_document, shown, walk
from game.content.reading.errors import closest, one_of, quoted
from game.content.reading.paths import data_folder

DOCUMENT = '''\
title = "x" # = [ comment
a.b = 1
"quoted key" = 2
list = [1, [2, 3], { deep = "z" },
  "second line"]
long = """
one = 1
[not.a.table]
"""
literal = 'C:\\temp'
when = 2026-01-01 10:00:00

[[nations]]
id = "one"
  [nations.capital]
  lat = 1.5
[[nations]]
id = "two"
  [[nations.ports]]
  name = "first"
  [[nations.ports]]
  name = "second"
[ spaced . out ]
key={a=1,b={c=2}}
'''
PLACES = {
    ("title",): (1, 9),
    ("a", "b"): (2, 7),
    ("quoted key",): (3, 16),
    ("list", 0): (4, 9),
    ("list", 1, 1): (4, 16),
    ("list", 2, "deep"): (4, 29),
    ("list", 3): (5, 3),
    ("long",): (6, 8),
    ("literal",): (10, 11),
    ("when",): (11, 8),
    ("nations", 0, "id"): (14, 6),
    ("nations", 0, "capital", "lat"): (16, 9),
    ("nations", 1, "id"): (18, 6),
    ("nations", 1, "ports", 0, "name"): (20, 10),
    ("nations", 1, "ports", 1, "name"): (22, 10),
    ("spaced", "out", "key", "b", "c"): (24, 15),
}


def test_values_stand_where_the_index_says() -> None:
    positions = parse_document(DOCUMENT, "x.toml").positions
    assert {path: positions.of_value(path) for path in PLACES} == PLACES


def test_headers_and_missing_keys_point_at_their_table() -> None:
    positions = parse_document(DOCUMENT, "x.toml").positions
    assert positions.of_key(("nations", 1)) == (17, 1)
    assert positions.of_key(("nations", 1, "name")) == (17, 1)
    assert positions.of_key(("nations", 0, "capital", "lon")) == (15, 3)
    assert positions.of_key(("nothing",)) == (1, 1)


def test_windows_line_ends_do_not_shift_anything() -> None:
    positions = parse_document(DOCUMENT.replace("\n", "\r\n"), "x.toml").positions
    assert positions.of_value(("nations", 1, "id")) == (18, 6)


def test_every_value_of_the_shipped_scenarios_has_its_own_place() -> None:
    for path in sorted(data_folder("scenarios").glob("*.toml")):
        document = parse_document(path.read_text(encoding="utf-8"), path.name)
        index = document.positions
        lost = [place for place, _ in walk(document.values) if place and place not in index.keys | index.values]
        assert lost == []


def test_paths_are_shown_as_people_write_them() -> None:
    assert shown(()) == "document"
    assert shown(("nations", 3, "capital", "lat")) == "nations[3].capital.lat"
    assert shown(("odd key\n", 0)) == '"odd key\\u000a"[0]'
    assert len(shown(("x" * 500,))) < 200


def test_words_are_quoted_and_suggested() -> None:
    assert quoted("a" * 100).endswith('..."')
    assert closest("pka", ["pak", "irn"]) == "pak"
    assert closest("zzz", ["pak", "irn"]) == ""
    assert one_of([str(number) for number in range(20)]).endswith("and 8 more")
