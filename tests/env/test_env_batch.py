"""What seats see and may do: within bounds, legal as the engine says, blind to what is hidden, alike in any batch."""

from __future__ import annotations

import numpy as np
import pytest
from support.hidden import HIDDEN, REQUESTS, changed
from support.worlds import LOUD

from game.content.reading.load import load_scenario
from game.core.instruments import TABLE
from game.core.observe import observe
from game.core.orders import Order, Trial
from game.env.batch import Batch, Options, worlds_of
from game.env.bench import environments
from game.env.fields import FIELDS
from game.env.masks import legal

LESSON = load_scenario("first_posting")


def played(points: int, worlds: int = 3, **options: object) -> Batch:
    """Worlds after some decision points in which the seats have given legal orders drawn by a fixed generator."""
    batch = Batch(Options(LESSON, rules=LOUD, **options))  # type: ignore[arg-type]
    batch.reset(np.arange(worlds))
    rng = np.random.default_rng(3)
    for _ in range(points):
        batch.act(drawn(batch, rng))
    return batch


def drawn(batch: Batch, rng: np.random.Generator) -> np.ndarray:
    masks = batch.masks()
    chances = rng.random((*masks.shape[:2], batch.options.orders, masks.shape[2]))
    return (chances * masks[:, :, None]).argmax(axis=-1)


def test_the_catalog_names_every_instrument_and_every_option() -> None:
    book = Batch(Options(LESSON)).catalog
    for position, row in enumerate(TABLE):
        numbers = book.of_instrument[position]
        assert set(book.option[numbers]) == set(range(len(row.options))), row.key
    for number in range(1, len(book)):
        order = book.order(number, "ken")
        assert order is not None
        assert book.number(order) == number
    assert book.order(0, "ken") is None
    with pytest.raises(KeyError):
        book.number(Order("ken", "drill", "field", "uga", 0, 7))


@pytest.mark.parametrize("points", [0, 5, 6, 9])
def test_a_mask_is_what_the_engine_would_say_of_each_order(points: int) -> None:
    batch = played(points, worlds=1, seats=("ken", "uga"))
    masks = batch.masks()[0]
    for place, seat in enumerate(batch.seats):
        for number in range(1, len(batch.catalog)):
            order = batch.catalog.order(number, seat)
            assert order is not None
            allowed = Trial(batch.state, batch.setting).refusal(order) is None
            assert masks[place, number] == allowed, order
    assert masks[:, 0].all()
    assert 1 < masks[0].sum() < len(batch.catalog)


def test_the_first_legal_order_is_never_refused() -> None:
    batch = played(7, orders=1, seats=LESSON.nation_ids)
    rng = np.random.default_rng(5)
    for _ in range(4):
        batch.act(drawn(batch, rng))
        refused = batch.refused.sum()
        assert refused == 0


@pytest.mark.parametrize("name", sorted(HIDDEN | REQUESTS))
@pytest.mark.parametrize("points", [6, 7])
def test_nothing_hidden_reaches_what_a_seat_sees_or_may_do(name: str, points: int) -> None:
    batch = played(points, worlds=2)
    other = changed(batch.state, batch.setting, int(batch.rows[0]), name)
    assert (batch.layout.look(observe(other, batch.setting)) == batch.look()).all()
    assert (legal(other, batch.setting, batch.catalog, batch.rows) == batch.masks()).all()


def test_what_is_seen_is_between_minus_one_and_one_and_stands_where_the_table_says() -> None:
    batch = played(7, seats=("ken", "uga", "dji"))
    seen, places = batch.look(), batch.layout.places
    assert seen.dtype == np.float32
    assert seen.shape == (3, 3, batch.layout.size)
    assert np.isfinite(seen).all()
    assert (np.abs(seen) <= 1).all()
    funds = batch.state.funds[:, batch.rows].astype(np.float32)
    assert (seen[:, :, places["funds"].start] == funds / (np.abs(funds) + 1_000)).all()
    trust = places["trust"]
    expected = (batch.state.trust[:, batch.rows] / np.float32(10_000)).astype(np.float32)
    assert (seen[:, :, trust.start : trust.stop] == expected).all()
    kind = places["kind"]
    burning = seen[:, :, kind.start : kind.stop].reshape(3, 3, *kind.shape).sum(axis=-1)
    assert (burning == (batch.state.kind > 0)[:, None]).all()
    assert burning.any(), "a world without a crisis shows little"
    stops = [0, *(place.stop for place in places.values())]
    assert stops[:-1] == [place.start for place in places.values()], "no gap, no overlap"
    assert all(field.unit and field.shown and field.name in batch.layout.table() for field in FIELDS)


def test_a_world_alone_is_the_world_in_a_batch() -> None:
    many = played(0, worlds=4)
    alone = Batch(many.options)
    alone.reset(np.array([2]))
    rng = np.random.default_rng(1)
    while not many.over:
        assert (alone.look()[0] == many.look()[2]).all()
        assert (alone.masks()[0] == many.masks()[2]).all()
        actions = drawn(many, rng)
        assert (alone.act(actions[2:3])[0] == many.act(actions)[2]).all()
    assert alone.over
    assert alone.state.digests()[0] == many.state.digests()[2]


def test_rewards_add_up_to_what_the_index_gained() -> None:
    batch = played(0, worlds=5)
    first, total = batch.index.copy(), np.zeros((5, 1))
    while not batch.over:
        planning = batch.state.planning
        gained = batch.act(np.zeros((5, 1, 4), np.int64))
        total += gained
        assert not (planning and gained.any()), "the index moves with the turn"
    assert np.allclose(total, (batch.index - first) / 10, atol=1e-4)


def test_what_cannot_be_played_says_why() -> None:
    batch = Batch(Options(LESSON))
    with pytest.raises(RuntimeError, match="reset"):
        batch.look()
    batch.reset(np.arange(1))
    for wrong in (-1, len(batch.catalog)):
        with pytest.raises(ValueError, match="numbered"):
            batch.act(np.full((1, 1, 4), wrong))
    with pytest.raises(KeyError, match="atlantis"):
        Batch(Options(LESSON, ("atlantis",)))


def test_episodes_have_worlds_of_their_own() -> None:
    worlds = [world for episode in range(3) for world in worlds_of([0, 1, 7, 1 << 42], episode).tolist()]
    assert len(set(worlds)) == len(worlds)
    assert min(worlds) >= 0


def test_the_bench_adds_up() -> None:
    rows = environments(short=True)
    assert [row["worlds"] for row in rows] == [1, 16]
    for row in rows:
        whole = row["engine_ms"] + row["look_ms"] + row["masks_ms"]
        assert row["look_share"] == pytest.approx(row["look_ms"] / whole, abs=0.01)
        assert row["seat_steps_per_s"] * row["nations"] == pytest.approx(row["nation_steps_per_s"], rel=0.01)
