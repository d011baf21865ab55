"""The loop: displays, windows, settings, the stack of scenes, and ending."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pygame
import pytest
from support.screens import texts

from game.ui.app import App
from game.ui.display import NoDisplay, check_display
from game.ui.driver import Driver
from game.ui.settings import Settings
from game.ui.toolkit.commands import Apply, Changes, Command, Keep, Pop, Push, Quit, Redraw, Replace, Reset, Say
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Button, Canvas, Item, Label, Panel
from game.ui.toolkit.scene import Look, Scene

os.environ["SDL_VIDEODRIVER"] = "dummy"


class Counter(Scene):
    """Counts its views; answers what it is told to."""

    def __init__(self, answer: Changes = None) -> None:
        self.answer = answer
        self.views = 0
        self.left = 0
        self.heard: list[Command] = []
        self.waiting: Changes = None

    def view(self, size: Size, look: Look) -> list[Item]:
        self.views += 1
        label = Label(rect=Rect(20, 90, 200, 30), text=str(len(self.heard)))
        return [Button(rect=Rect(20, 20, 120, 40), id="go", text="Go", command=Command("go")), label]

    def update(self, command: Command) -> Changes:
        self.heard.append(command)
        return self.answer

    def poll(self, now: float) -> Changes:
        waiting, self.waiting = self.waiting, None
        return waiting

    def leave(self) -> None:
        self.left += 1


def started(scene: Scene, folder: Path, chosen: Settings | None = None) -> Driver:
    return Driver(App(scene, chosen, Size(1280, 720), folder))


def test_without_a_display_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SDL_VIDEODRIVER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(NoDisplay, match="DISPLAY"):
        check_display()
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    check_display()


def test_the_stack_of_scenes(tmp_path: Path) -> None:
    first, second, third = Counter(), Counter(), Counter()
    driver = started(first, tmp_path, Settings())
    first.answer = Push(second)
    driver.click("go")
    assert driver.app.top.scene is second
    second.answer = Replace(third)
    driver.click("go")
    assert (driver.app.top.scene, second.left, len(driver.app.stack)) == (third, 1, 2)
    third.answer, first.answer = [Pop(send=Command("told", 7)), Say("Done")], None
    driver.click("go")
    assert driver.app.top.scene is first
    assert first.heard[-1] == Command("told", 7)
    first.answer = Reset(second)
    driver.click("go")
    assert (len(driver.app.stack), first.left) == (1, 1)
    second.answer = Quit()
    driver.click("go")
    assert not driver.app.running
    driver.app.close()
    assert second.left == 2


def test_views_are_built_only_when_needed(tmp_path: Path) -> None:
    scene = Counter()
    driver = started(scene, tmp_path, Settings())
    views = scene.views
    driver.step(1.0)
    driver.hover("go")
    assert scene.views == views
    scene.answer = Keep()
    driver.click("go")
    assert scene.views == views
    scene.waiting = Redraw()
    driver.step()
    assert scene.views == views + 1
    driver.app.close()


def test_settings_are_applied_and_kept(tmp_path: Path) -> None:
    scene = Counter(Apply(Settings(scale=1.25, language="ar_XB", theme="contrast")))
    driver = started(scene, tmp_path)
    left = driver.rect("go").x
    driver.click("go")
    assert driver.app.look.rtl
    assert driver.app.look.scale == pytest.approx(1.2), "lowered until 600 logical rows fit"
    assert driver.rect("go").x > left
    assert driver.app.look.theme.name == "contrast"
    driver.app.close()
    again = started(Counter(), tmp_path)
    assert again.app.settings.language == "ar_XB"
    again.app.close()


def test_damaged_settings_give_a_notice(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text("{broken")
    driver = started(Counter(), tmp_path)
    assert "damaged" in texts(driver.app)
    driver.app.close()


def test_unwritable_settings_give_a_notice(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    scene = Counter(Apply(Settings(reduced_motion=True)))
    driver = started(scene, tmp_path / "file", Settings())
    driver.click("go")
    assert "could not be saved" in texts(driver.app)
    assert driver.app.settings.reduced_motion
    driver.app.close()


@pytest.mark.parametrize("size", [(100, 100), (800, 600), (1366, 768), (3840, 2160)])
def test_windows_are_clamped_and_screens_always_have_room(tmp_path: Path, size: tuple[int, int]) -> None:
    app = App(Counter(), Settings(scale=3.0), Size(*size), tmp_path)
    assert app.window.get_width() >= 800
    assert app.size.width >= 960
    assert app.size.height >= 600
    app.close()


def test_resizing_lays_out_anew(tmp_path: Path) -> None:
    driver = started(Counter(), tmp_path, Settings(scale=1.0))
    pygame.display.set_mode((1600, 900), pygame.RESIZABLE)
    driver.step()
    assert driver.app.size == Size(1600, 900)
    driver.click("go")
    assert len(driver.app.top.scene.heard) == 1
    driver.app.close()


def test_changed_keys_work(tmp_path: Path) -> None:
    scene = Counter()
    driver = started(scene, tmp_path, replace(Settings(), keys={"undo": "u"}))
    driver.key("u")
    driver.key("ctrl+z")
    assert scene.heard == [Command("undo")]
    driver.app.close()


def test_a_held_key_acts_once_but_arrows_repeat(tmp_path: Path) -> None:
    scene = Counter()
    driver = started(scene, tmp_path, Settings())
    for _repeat in range(3):
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=pygame.KMOD_CTRL))
        driver.step()
    assert scene.heard == [Command("end_turn")]
    pygame.event.post(pygame.event.Event(pygame.KEYUP, key=pygame.K_RETURN, mod=pygame.KMOD_CTRL))
    driver.key("ctrl+return")
    assert len(scene.heard) == 2
    driver.app.close()


class OverMap(Counter):
    """A panel with a button over a canvas."""

    def view(self, size: Size, look: Look) -> list[Item]:
        canvas = Canvas(rect=Rect(0, 0, *size), id="map", draw=lambda *_args: None, command=Command("map"))
        return [canvas, Panel(rect=Rect(0, 0, 300, 300)), *super().view(size, look)]


def test_a_panel_covers_the_map_behind_it(tmp_path: Path) -> None:
    scene = OverMap()
    driver = started(scene, tmp_path, Settings(scale=1.0))
    driver.click_at(200, 250)
    driver.wheel("go", 1)
    assert scene.heard == []
    driver.click("go")
    assert scene.heard == [Command("go")]
    driver.click_at(600, 500)
    assert scene.heard[-1].value.kind == "click"
    driver.app.close()


def test_closing_the_window_ends_the_loop(tmp_path: Path) -> None:
    scene = Counter()
    app = App(scene, Settings(), Size(1280, 720), tmp_path)
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    app.run()
    assert scene.left == 1
    assert not pygame.display.get_init()


def test_ctrl_c_ends_cleanly(tmp_path: Path) -> None:
    code = (
        "import signal, sys; sys.path[:0] = sys.argv[1:]\n"
        "from test_toolkit_app import Counter\n"
        "from game.ui.app import App\n"
        "from game.ui.settings import Settings\n"
        "class Told(Counter):\n"
        "    told = False\n"
        "    def poll(self, now):\n"  # only the running loop asks
        "        if not self.told: print('ready', flush=True)\n"
        "        self.told = True\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # ignored in the background of a shell
        "app = App(Told(), Settings())\n"
        "try:\n    app.run()\nexcept KeyboardInterrupt:\n    print('left', app.stack[0].scene.left, flush=True)\n"
    )
    here = Path(__file__).resolve().parent
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, (here, *here.parents[:2]))], stdout=subprocess.PIPE, text=True,
        env=os.environ | {"SDL_VIDEODRIVER": "dummy", "PYGAME_HIDE_SUPPORT_PROMPT": "1"},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=20)[0] == "left 1\n"
    assert process.returncode == 0
