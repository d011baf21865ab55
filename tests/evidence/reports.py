"""Five finished games and their reports: opened in a browser without a network, and their turning points played again.

    python tests/evidence/reports.py FOLDER

Writes a replay, a page and (with Chromium on the path) a picture of each; says where a browser complains, and where a
turning point is not what playing the game without that order gives, by the way that verifies replays, not the one that
finds them.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # this checkout, installed or not

from game.content.files import replays
from game.content.files.replays import Record, Replay
from game.content.reading.load import load_scenario
from game.core.alliances import alliances
from game.core.score import index_score
from game.sim.replaying import with_keys
from game.sim.review.turning import Review, Turning, reviews
from game.ui.pages.making import Wanted, made
from game.ui.play.inquiry import game_of
from game.ui.play.plan_help import advised, fill
from game.ui.play.session import Session

GAMES = (("first_posting", "ken"), ("sahel", "mli"), ("two_seas", ""), ("archipelago", "idn"),
         ("gulf_and_straits", "sau"))  # fmt: skip
SEED, WORLDS, FIRST, MORE = 11, 20, 5, 5
COMPLAINTS = ("CONSOLE", "ERR_", "Uncaught")


def played(scenario: str, nation: str) -> Replay:
    """A campaign as a player would leave it who follows the staff's advice every quarter."""
    found = load_scenario(scenario)
    session = Session.new(found, nation or found.recommended[0].nation, SEED)
    while not session.over:
        fill(session, advised(session))
        session.end_turn()
    return game_of(session)


def without(replay: Replay, one: Turning) -> int:
    """Tenths of the index at the end of the game in which that order was not given."""
    log = list(replay.log)
    log.remove((one.step, one.order))
    again = with_keys(replace(replay, log=tuple(log), record=Record(), keys={}))
    state, setting = again.keys[again.steps], again.setting
    return int(index_score(state, setting, alliances(state, setting)).total[0, setting.row(replay.player)])


def look(page: Path) -> list[str]:
    """What a browser without a network says about a page; it leaves a picture beside it."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        return ["no browser is here"]
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1000,4200",
               "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr",
               f"--screenshot={page.with_suffix('.png')}", page.as_uri()]  # fmt: skip
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    about = [line for line in ended.stderr.splitlines() if page.name in line or "CONSOLE" in line]
    told = [line for line in about if any(word in line for word in COMPLAINTS)]
    return told if page.with_suffix(".png").exists() else [*told, "no picture was taken"]


def main() -> int:
    """0 when every page is quiet and every turning point agrees."""
    folder, bad = Path(sys.argv[1]), 0
    folder.mkdir(parents=True, exist_ok=True)
    for scenario, nation in GAMES:
        began, replay = time.monotonic(), played(scenario, nation)
        path = folder / f"{scenario}.replay"
        replays.write(path, replay)
        *_, (_share, text) = made(Wanted(replay, replay.player, WORLDS, file=path.name))
        page = path.with_suffix(".html")
        page.write_text(text, encoding="utf-8")
        review: Review = [one for one in reviews(replay) if one is not None][-1]
        rest = random.Random(SEED).sample(review.turnings[FIRST:], min(MORE, max(0, len(review.turnings) - FIRST)))
        tried = [*review.turnings[:FIRST], *rest]
        wrong = [one for one in tried if without(replay, one) != one.without]
        complaints = look(page)
        bad += bool(wrong) + bool(complaints)
        print(f"{scenario} {replay.player}: {review.wanted} orders, {len(tried)} played again, {len(wrong)} differ; "
              f"page {len(text) // 1000} kB, browser: {complaints or 'nothing to say'}; "
              f"{time.monotonic() - began:.0f} s", flush=True)  # fmt: skip
        for one in wrong:
            print("  ", one)
    return bad


if __name__ == "__main__":
    raise SystemExit(main())
