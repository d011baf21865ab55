"""The building blocks of the scenario model: strict records, described fields, ids, texts and figures with a basis."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field

ID_PATTERN = r"^[a-z][a-z0-9_]{0,31}$"
BASIS_PATTERN = r"^(source: [A-Za-z][A-Za-z0-9_.-]{0,31}( .{1,160})?|estimate: .{3,200}|unconfirmed(: .{3,160})?)$"

Id = Annotated[
    str,
    Field(
        pattern=ID_PATTERN,
        description="A permanent name: small letters, digits and _, 1 to 32, beginning with a letter.",
        examples=["pak"],
    ),
]
Basis = Annotated[
    str,
    Field(
        pattern=BASIS_PATTERN,
        description="Where a value comes from: `source: KEY` (a key of [sources], and a remark if need be), "
        "`estimate: METHOD`, or `unconfirmed`.",
        examples=["source: factbook2026", "estimate: from GDP per head", "unconfirmed"],
    ),
]
AreaCode = Annotated[
    str, Field(pattern=r"^[A-Z]{3}$", description="ISO 3166 alpha-3 code of an area of the map.", examples=["PAK"])
]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$", description="ISO 639 code of a language.", examples=["ar"])]
Name = Annotated[str, Field(min_length=1, max_length=120)]
Sentence = Annotated[str, Field(min_length=1, max_length=300)]
Prose = Annotated[str, Field(min_length=1, max_length=4000)]
Latitude = Annotated[float, Field(ge=-90, le=90, json_schema_extra={"unit": "degrees north"})]
Longitude = Annotated[float, Field(ge=-180, le=180, json_schema_extra={"unit": "degrees east"})]


Item = TypeVar("Item")
Many = Annotated[tuple[Item, ...], Field(strict=False)]
"""A list of items: a TOML array becomes a tuple, the items themselves stay strict."""


class Record(BaseModel):
    """A table of a scenario: no unknown keys, no conversions, no NaN, never changed once read."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


def about(description: str, default: Any = ..., *, unit: str = "", example: Any = None, **limits: Any) -> Any:
    """A described field; `limits` are Pydantic's own (ge, le, min_length, pattern, ...)."""
    extra: dict[str, Any] = {"unit": unit} if unit else {}
    examples = [example] if example is not None else None
    return Field(default, description=description, examples=examples, json_schema_extra=extra or None, **limits)


class Figure(Record):
    """A real-world number with its basis. A number nobody has says so: `missing` with the reason, and an estimate."""

    value: float | None = about("The figure itself.", None, example=10.5)
    year: int | None = about("Year the figure describes.", None, unit="year", ge=1900, le=2200, example=2024)
    missing: Sentence | None = about("Why there is no figure.", None, example="not listed in the source")
    estimate: float | None = about("What the game uses in place of a missing figure.", None, example=0.3)
    basis: Basis = about("Basis of the value, or of the estimate.", example="source: factbook2026")

    @property
    def number(self) -> float:
        """The value, or the estimate that stands in for it. Raises ValueError without either, which no file passes."""
        number = self.value if self.value is not None else self.estimate
        if number is None:
            raise ValueError("a figure needs a value or an estimate")
        return number


class PositiveFigure(Figure):
    """A figure that is not negative."""

    value: float | None = about("The figure itself.", None, ge=0, le=1e12, example=10.5)
    estimate: float | None = about("What the game uses in place of a missing figure.", None, ge=0, le=1e12, example=0.3)


class ShareFigure(Figure):
    """A figure from 0 to 1."""

    value: float | None = about("The figure itself.", None, ge=0, le=1, example=0.6)
    estimate: float | None = about("What the game uses in place of a missing figure.", None, ge=0, le=1, example=0.6)


class CountFigure(Figure):
    """A figure that counts units of the game."""

    value: float | None = about("The figure itself.", None, ge=0, le=1000, multiple_of=1, example=40)
    estimate: float | None = about(
        "What the game uses in place of a missing figure.", None, ge=0, le=1000, multiple_of=1, example=2
    )
