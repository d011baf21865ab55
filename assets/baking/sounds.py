"""Synthesises the sounds: short, soft signals like struck wood, and a calm loop of slow chords over a distant wind."""

import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Wave = NDArray[np.float64]

RATE = 22_050  # of the signals; they have few overtones
CALM_RATE = 11_025  # of the loop: it has nothing above 3 kHz
LOOP = 24  # seconds
WOOD = ((1.0, 1.0, 7.0), (3.93, 0.28, 16.0), (9.2, 0.06, 30.0))  # of a struck bar: multiple, loudness, decay a second
BELL = ((1.0, 1.0, 2.6), (2.0, 0.5, 3.4), (2.99, 0.24, 5.0), (4.2, 0.12, 7.0))
CHORDS = ((57, 64, 69, 72, 76), (53, 60, 69, 72, 76), (48, 60, 67, 71, 76), (55, 62, 67, 71, 74))  # six seconds each


def pitch(note: float) -> float:
    """The frequency of a note, 69 being the A of 440 Hz."""
    return float(440 * 2 ** ((note - 69) / 12))


def struck(note: float, seconds: float, partials: Sequence[tuple[float, float, float]] = WOOD) -> Wave:
    """One note that dies away."""
    t = np.arange(round(RATE * seconds)) / RATE
    tone = sum(
        loud * np.exp(-decay * t) * np.sin(2 * np.pi * pitch(note) * multiple * t) for multiple, loud, decay in partials
    )
    attack, release = np.minimum(t / 0.004, 1), np.minimum((seconds - t) / 0.03, 1)
    return np.asarray(tone * attack * release)


def blown(note: float, seconds: float) -> Wave:
    """One low note of a horn that swells and goes."""
    t = np.arange(round(RATE * seconds)) / RATE
    swell = np.sin(np.pi * np.minimum(t / seconds, 1)) ** 0.8
    tone = sum(np.sin(2 * np.pi * pitch(note) * k * t) * swell**k / k**1.4 for k in range(1, 8))
    return np.asarray(tone * swell)


def together(length: float, *parts: tuple[float, Wave, float]) -> Wave:
    """Parts that begin at a second and have a loudness, with a short echo."""
    mixed = np.zeros(round(RATE * length))
    for start, tone, loud in parts:
        at = round(RATE * start)
        end = min(len(mixed), at + len(tone))
        mixed[at:end] += loud * tone[: end - at]
    echoed = mixed.copy()
    for delay, share in ((0.067, 0.22), (0.113, 0.14), (0.171, 0.08)):
        shift = round(RATE * delay)
        echoed[shift:] += share * mixed[:-shift] if shift < len(mixed) else 0
    return echoed


def signals() -> dict[str, tuple[Wave, float]]:
    """Every short sound, and its peak of 1."""
    return {
        "click": (together(0.06, (0, struck(93, 0.05), 1.0)), 0.22),
        "order": (together(0.45, (0, struck(76, 0.3), 0.8), (0.07, struck(81, 0.35), 1.0)), 0.5),
        "refusal": (together(0.5, (0, struck(57, 0.3), 1.0), (0.11, struck(53, 0.38), 1.0)), 0.55),
        "turn": (together(1.5, (0, struck(45, 0.8), 0.9), (0.05, struck(64, 1.3, BELL), 0.5),
                          (0.22, struck(71, 1.2, BELL), 0.45)), 0.55),
        "crisis": (together(2.0, (0, blown(46, 1.1), 1.0), (0, blown(53, 1.1), 0.5), (0.75, blown(45, 1.2), 1.0),
                            (0.75, blown(52, 1.2), 0.5), (0, struck(33, 0.9), 1.2)), 0.7),
        "good": (together(1.3, *((0.09 * k, struck(note, 0.9), 0.9) for k, note in enumerate((72, 76, 79, 84)))), 0.5),
    }  # fmt: skip


def calm() -> Wave:
    """The loop. Every part repeats a whole number of times in it, so that its end meets its beginning."""
    count = CALM_RATE * LOOP
    t = np.arange(count) / CALM_RATE
    mixed = np.zeros(count)
    for place, chord in enumerate(CHORDS):
        away = np.abs((t - (place + 0.5) * LOOP / len(CHORDS) + LOOP / 2) % LOOP - LOOP / 2)
        swell = np.clip(1 - away / (LOOP / len(CHORDS)), 0, 1) ** 1.5
        for note in chord:
            for bend in (-0.04, 0.05):
                whole = round(pitch(note + bend) * LOOP)
                mixed += swell * np.sin(2 * np.pi * whole * t / LOOP + note) * (0.16 if note > 70 else 0.24)
    return np.asarray(mixed / np.abs(mixed).max() + 0.16 * _wind(count, t))


def _wind(count: int, t: Wave) -> Wave:
    """Noise with little above 400 Hz, made in the frequency domain, where a loop has no seam."""
    chance = np.random.default_rng(1)
    pitches = np.arange(count // 2 + 1) / LOOP
    loud = np.exp(-((pitches / 260) ** 2)) * np.minimum(pitches / 60, 1)
    noise = np.fft.irfft(loud * np.exp(2j * np.pi * chance.random(len(pitches))), count)
    gusts = 0.55 + 0.3 * np.sin(2 * np.pi * 2 * t / LOOP) + 0.15 * np.sin(2 * np.pi * 5 * t / LOOP + 1)
    return np.asarray(noise / np.abs(noise).max() * gusts)


def write(path: Path, tone: Wave, peak: float, rate: int) -> None:
    """A file of 16 bits a sample, one channel."""
    whole = np.round(tone / np.abs(tone).max() * peak * 32767).astype("<i2")
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(whole.tobytes())


def bake_sounds(target: Path) -> int:
    """Writes all sounds and says how many."""
    target.mkdir(parents=True, exist_ok=True)
    made = signals()
    for name, (tone, peak) in made.items():
        write(target / f"{name}.wav", tone, peak, RATE)
    write(target / "calm.wav", calm(), 0.5, CALM_RATE)
    return len(made) + 1
