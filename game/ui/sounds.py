"""Plays the sounds: signals of what the player did and of what happened, and a calm loop; silent without a device."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.ui.assets import UNUSABLE, asset_path, spoilt
from game.ui.play.session import played_in
from game.ui.settings import Settings
from game.ui.toolkit.commands import Changes, Say
from game.ui.toolkit.scene import Scene
from game.ui.words.i18n import _

SIGNALS = ("click", "order", "refusal", "turn", "good", "crisis")  # a later one drowns those before it
CALM = "calm"
RATE, BUFFER = 44_100, 1_024
APART = 0.06  # seconds between two of the same signal
FADE = 1_500  # milliseconds in which the loop comes and goes
GOOD = {"good": "good", "bad": "refusal", "warning": "refusal"}  # kind of notice: signal
TURNED = ("victory", "compromise", "agreed")  # in a session's tally


@dataclass(frozen=True, slots=True)
class Moment:
    """A campaign, its step and the length of its plan; the seat's own crises, and what has gone well so far."""

    place: tuple[int, int, int]
    own: int
    good: int


class Sounds:
    """One device. Nothing here ever raises: a game without sound is a game."""

    def __init__(self) -> None:
        self.silent = True
        self.volumes = (0, 0)
        self._made: dict[str, pygame.mixer.Sound] = {}
        self._waiting: set[str] = set()
        self._played: dict[str, float] = {}
        self._moment: Moment | None = None
        self._began = False

    def start(self) -> str:
        """Open the device and read the files; why there will be no sound, or nothing."""
        self._began = True
        try:
            pygame.mixer.init(RATE, -16, 2, BUFFER)
        except pygame.error as error:
            return str(error)
        for name in (*SIGNALS, CALM):
            try:
                self._made[name] = pygame.mixer.Sound(asset_path(f"sounds/{name}.wav"))
            except (*UNUSABLE, pygame.error) as error:
                spoilt(f"sounds/{name}.wav", error)
        self.silent = False
        return ""

    def want(self, name: str) -> None:
        """Play a signal at the end of this frame, unless a weightier one is wanted too."""
        self._waiting.add(name)

    def notice(self, kind: str) -> None:
        """The signal that goes with a notice."""
        if kind in GOOD:
            self.want(GOOD[kind])

    def frame(self, scenes: Sequence[Scene], settings: Settings, now: float) -> Changes:
        """Listen to the campaign, then play what is wanted; one notice when there is no device."""
        trouble = "" if self._began else self.start()
        self._listen(scenes)
        if not self.silent:
            self._set((settings.sound_volume, settings.music_volume))
            loudest = next((name for name in reversed(SIGNALS) if name in self._waiting), "")
            if loudest and now - self._played.get(loudest, -1.0) >= APART:
                self._played[loudest] = now
                self._play(loudest)
        self._waiting.clear()
        return Say(_("There is no sound: {why}").format(why=trouble)) if trouble else None

    def _listen(self, scenes: Sequence[Scene]) -> None:
        """Compare the campaign with what it was a frame ago."""
        session = played_in(scenes)
        if session is None:
            self._moment = None
            return
        before = self._moment
        place = (id(session), session.state.step, len(session.plan))
        if before is not None and before.place == place:
            return
        own = sum(crisis.own for crisis in session.crises())
        now = self._moment = Moment(place, own, sum(session.tally[name] for name in TURNED))
        if before is None or before.place[0] != place[0]:
            return
        if before.place[1] == place[1]:
            self.want("order" if place[2] > before.place[2] else "click")
        else:
            self.want("crisis" if now.own > before.own else "good" if now.good > before.good else "turn")

    def _play(self, name: str) -> None:
        if name in self._made and self.volumes[0]:
            self._made[name].set_volume(self.volumes[0] / 100)
            self._made[name].play()

    def _set(self, volumes: tuple[int, int]) -> None:
        """The loudness of signals and loop, in per cent; a loop that nobody hears doesn't run."""
        if volumes == self.volumes:
            return
        before, self.volumes = self.volumes[1], volumes
        calm = self._made.get(CALM)
        if calm is None:
            return
        calm.set_volume(volumes[1] / 100)
        if volumes[1] and not before:
            calm.play(loops=-1, fade_ms=FADE)
        elif before and not volumes[1]:
            calm.fadeout(FADE)

    def close(self) -> None:
        """Give the device back."""
        self.silent = True
        self._made.clear()
        pygame.mixer.quit()
