"""The keys: every action with its key, to be pressed anew; a key that is taken says whose it is."""

from __future__ import annotations

from dataclasses import replace

from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.settings import Settings
from game.ui.toolkit.commands import Apply, Changes, Command, Pop
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Button, Icon, Item, Label, Panel, Scroll, Tip
from game.ui.toolkit.keys import ACTIONS, FIXED, action_title, key_of, key_text, owner_of, rebound
from game.ui.toolkit.layout import Column
from game.ui.toolkit.scene import Look, Scene
from game.ui.words.i18n import _

WIDE, HIGH = 720, 600
KEY = 210


class KeysScreen(Scene):
    """Press an action's key, then the new one; every change is used and kept at once."""

    modal = True

    def __init__(self) -> None:
        self.chosen = Settings()
        self.asking = ""  # the action that waits for its key
        self.taken: tuple[str, str] | None = None  # the key that was pressed, and the action it belongs to
        self.refused = ""  # a key that works the controls

    @property
    def raw_keys(self) -> bool:
        """While an action waits for its key, keys do nothing else."""
        return bool(self.asking) and self.taken is None

    # ------------------------------------------------------------------------------------------------------- picture

    def view(self, size: Size, look: Look) -> list[Item]:
        """What is asked above, the actions below it."""
        self.chosen = look.settings
        plate = Rect(0, 0, *size).middle(min(WIDE, size.width - 40), min(HIGH, size.height - 20))
        heading, rest = plate.inset(PAD).take_top(36, GAP)
        said, rest = rest.take_top(2 * look.text.line_height("body") + 4, GAP)
        buttons, rest = rest.take_bottom(CONTROL, PAD)
        column = Column(Rect(0, 0, rest.width - 14, 0), 4)
        children = [item for action in ACTIONS for item in self._row(action, column.take(CONTROL), look)]
        reset, done = buttons.take_left(buttons.width // 2 - GAP // 2, GAP)
        own = bool(look.settings.keys)
        return [
            Panel(rect=plate, border="frame", shadow=True),
            Label(rect=heading, text=_("Keys"), style="heading", colour="accent"),
            *self._question(said, look),
            Scroll(rect=rest, id="keys", children=tuple(children), content_height=column.y),
            Button(rect=reset, id="reset", text=_("Reset all keys"), icon="undo", command=Command("reset"), enabled=own,
                   reason=_("All keys are as they came.")),
            Button(rect=done, id="done", text=_("Done"), kind="primary", command=Command("back")),
        ]  # fmt: skip

    def _question(self, area: Rect, look: Look) -> list[Item]:
        """What to do now, or what stands in the way of the key."""
        title = action_title(self.asking, _) if self.asking else ""
        if self.taken is not None:
            key, owner = self.taken
            text = _("{key} is the key of {action}.").format(key=key_text(key), action=action_title(owner, _))
            no, rest = area.take_right(130, GAP)
            yes, words = rest.take_right(190, GAP)
            return [
                Label(rect=words, text=text, colour="warning", fit="wrap"),
                Button(rect=yes.middle(yes.width, CONTROL), id="take", text=_("Take it over"), command=Command("take")),
                Button(rect=no.middle(no.width, CONTROL), id="leave", text=_("Leave it"), command=Command("leave")),
            ]
        text = _("Choose an action, then press its new key.")
        if self.refused:
            text = _("{key} works the controls and can't be changed. Press another key for {action}.").format(
                key=key_text(self.refused), action=title)  # fmt: skip
        elif self.asking:
            text = _("Press the new key for {action}. Escape leaves it as it is.").format(action=title)
        return [Label(rect=area, text=text, colour="accent" if self.asking else "muted", fit="wrap")]

    def _row(self, action: str, strip: Rect, look: Look) -> list[Item]:
        undo, rest = strip.take_right(CONTROL, GAP)
        button, name = rest.take_right(KEY, GAP)
        title = action_title(action, _)
        asking = action == self.asking
        key = key_of(action, self.chosen.keys)
        items: list[Item] = [
            Label(rect=name, text=look.text.ellipsis(title, "body", name.width)),
            Button(rect=button.inset(0, 2), id=f"key.{action}", text=_("Press a key") if asking else key or _("none"),
                   selected=asking, command=Command("ask", action), tip=Tip(title=title, text=_("Change this key"))),
        ]  # fmt: skip
        if action in self.chosen.keys:
            tip = Tip(title=_("Back to {key}").format(key=key_text(ACTIONS[action])))
            items.append(Button(rect=undo.inset(2), id=f"undo.{action}", icon="undo", kind="quiet", tip=tip,
                                command=Command("undo_key", action)))  # fmt: skip
        elif not key:
            items.append(Icon(rect=undo.middle(18, 18), name="warning", colour="warning"))
        return items

    # -------------------------------------------------------------------------------------------------- what happens

    def update(self, command: Command) -> Changes:
        """Ask for a key, take it, or leave."""
        match command.name:
            case "ask":
                self.asking, self.taken, self.refused = command.argument, None, ""
            case "key":
                return self._pressed(command.value)
            case "take" if self.taken is not None:
                return self._bind(self.taken[0])
            case "leave":
                self.taken = None
            case "undo_key":
                self._rest()
                return self._bind(ACTIONS[command.argument], command.argument)
            case "reset":
                self._rest()
                return Apply(replace(self.chosen, keys={}))
            case "back":
                if self.asking:
                    self._rest()
                    return None
                return Pop()
        return None

    def _pressed(self, key: str) -> Changes:
        if key == "escape":
            self._rest()
            return None
        if key in FIXED:
            self.refused = key
            return None
        owner = owner_of(key, self.chosen.keys)
        if owner not in ("", self.asking):
            self.taken = (key, owner)
            return None
        return self._bind(key)

    def _bind(self, key: str, action: str = "") -> Changes:
        action = action or self.asking
        self._rest()
        return Apply(replace(self.chosen, keys=rebound(self.chosen.keys, action, key)))

    def _rest(self) -> None:
        self.asking, self.taken, self.refused = "", None, ""
