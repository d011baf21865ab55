"""The lessons, one row each: when it is its turn, what to do, where, how it is seen to be done, and why it matters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from game.ui.coach.sight import (
    Seen,
    always,
    answering,
    asked,
    beset,
    both,
    coloured,
    explained,
    front,
    never,
    offered,
    ordered,
    planned,
    planning,
    side,
    turned,
)
from game.ui.words.i18n import _

Words = tuple[str, str, str]  # title, what to do now, why; an action in braces stands for its key


@dataclass(frozen=True, slots=True)
class Lesson:
    """`show`: controls to point at, of which the first that can be used counts; a name with a star begins like that.

    `instrument`: what the lesson orders with; where that can't be done now, the guide says why. `read`: the player
    says when it is done. `again`: it comes back whenever it is its turn.
    """

    key: str
    words: Callable[[], Words]
    show: tuple[str, ...] = ()
    done: Seen = never
    when: Seen = always
    instrument: str = ""
    option: str = ""  # of the instrument; where it is empty any will do
    read: bool = False
    again: bool = False


def _order(instrument: str, words: Callable[[], Words], *more: str, option: str = "") -> Lesson:
    """A lesson that is done once its instrument was ordered with, from the plan's button through the dialog."""
    show = ("yes", "targets", *more, f"plan.open.{instrument}", "plan")
    wanted = f"{instrument}.{option}" if option else instrument
    return Lesson(instrument, words, show, ordered(wanted), planning, instrument, option)


_ENDING = ("end_turn", "no", "back")  # the way to the end of a turn, from whatever is open

_URGENT = (
    Lesson(
        "crisis",
        lambda: (
            _("A crisis of your own"),
            _("Open the crisis room: it stands on top of the overview, and on the map."),
            _("It shows what the crisis demands, what you have, and who might come."),
        ),
        ("outliner.crisis.*", "due.crisis.*", "news.0", "overview"),
        front("CrisisRoom"),
        beset,
    ),
    Lesson(
        "request",
        lambda: (
            _("Ask for help"),
            _("Under “Ask for help”, press Ask beside the partner on top, then go back."),
            _("Partners come when they are asked; all that you built decides who, with what, and how soon."),
        ),
        ("ask.*", "outliner.crisis.*", "news.0", "overview"),
        ordered("request"),
        both(beset, planning),
    ),
    Lesson(
        "posture",
        lambda: (
            _("Answer the crisis"),
            _("In the crisis room choose a posture, or commit contingents of your own."),
            _("Resolve helps the outcome, calm keeps the violence down; units at home help only a little."),
        ),
        ("posture.*", "due.crisis.*", "outliner.crisis.*"),
        ordered("posture", "commit"),
        both(beset, answering),
    ),
    Lesson(
        "answer",
        lambda: (
            _("An offer for you"),
            _("Accept or decline the offer; the eye shows what it is worth to you, point by point."),
            _("Others use the same instruments: an agreement costs staff every turn and pays back in a crisis."),
        ),
        ("due.accept.*", "due.decline.*", "accept.0", "decline.0"),
        ordered("answer"),
        offered,
    ),
    Lesson(
        "pledge",
        lambda: (
            _("Somebody asks for your help"),
            _("Open the crisis room and choose what to pledge, or leave it; then send your answers."),
            _("What you pledge is owed to you later; a broken promise is seen by everyone."),
        ),
        ("due.crisis.*", "rung.*"),
        front("CrisisRoom"),
        asked,
    ),
    Lesson(
        "respond",
        lambda: (
            _("Second half of the turn"),
            _("Answer what you want to answer, then send your answers."),
            _("What you leave open lapses; the quarter goes on when you are done."),
        ),
        ("end_turn", "back", "done"),
        never,
        answering,
        again=True,
    ),
)
"""Whatever comes up goes before what was planned to be taught."""

TUTORIAL = (
    *_URGENT,
    Lesson(
        "index",
        lambda: (
            _("What you are judged by"),
            _("Rest the mouse on Security at the top, or press {explain} on it."),
            _("Every number opens into points that add up to it: nothing here is hidden."),
        ),
        ("index",),
        explained("index"),
    ),
    Lesson(
        "nation",
        lambda: (
            _("Who stands by you"),
            _("Click a neighbour on the map; its dossier opens."),
            _("Of others you know estimates with intervals; your own numbers are exact."),
        ),
        ("map", "find"),
        side("dossier"),
        planning,
    ),
    _order(
        "attache",
        lambda: (
            _("See more: an attaché"),
            _("Send an officer to a capital: the button is lit; choose a nation, then add it to the plan."),
            _("A post narrows what you don't know, warns early, and earns trust turn after turn."),
        ),
        option="open",
    ),
    _order(
        "drill",
        lambda: (
            _("Work together: a drill"),
            _("Propose a drill: choose a partner with a good chance of a yes, then add it."),
            _("Forces that have drilled arrive sooner and fight better beside each other; rivals dislike it."),
        ),
    ),
    Lesson(
        "first_turn",
        lambda: (
            _("End the turn"),
            _("Leave some staff unspent and end the turn."),
            _("Staff left over is your reserve in a crisis; up to two points carry over."),
        ),
        _ENDING,
        turned(1),
    ),
    Lesson(
        "news",
        lambda: (
            _("What changed"),
            _("Read the dispatches on the right, the most important first; click one to see the place."),
            _("Refusals name their reason: being refused teaches you what the other side thinks."),
        ),
        ("news", "side"),
        when=planning,
        read=True,
    ),
    _order(
        "agreement",
        lambda: (
            _("Bind them: an agreement"),
            _("Propose an agreement: pick one whose chance is good, then add it."),
            _("Agreements make a partner surer to come; each level binds a little staff every turn."),
        ),
        "dossier.negotiate",
    ),
    _order(
        "training",
        lambda: (
            _("Make ready at home: training"),
            _("Order training, and choose what: readiness, officers or a reserve."),
            _("Readiness decides how much your units count, and officers become attachés."),
        ),
    ),
    Lesson(
        "lens",
        lambda: (
            _("Read the map"),
            _("Choose another meaning of the colours at the foot of the map, or press {lens_next}."),
            _("Alliance shows who stands by you; threat and stability show where trouble may start."),
        ),
        ("lens",),
        coloured,
        planning,
    ),
    Lesson(
        "second_turn",
        lambda: (
            _("On to the next quarter"),
            _("End the turn when you are content with the plan."),
            _("The cards show the chance of a yes, and what the staff expects of each order."),
        ),
        _ENDING,
        turned(2),
    ),
    _order(
        "peacekeeping",
        lambda: (
            _("Serve: peacekeeping"),
            _("Send one contingent to the mission, or bring some home."),
            _("Missions calm the host and bring standing and trust, but those units can't defend you."),
        ),
    ),
    _order(
        "forum",
        lambda: (
            _("Meet many: a forum"),
            _("Attend the forum, or sponsor one of its items."),
            _("One evening, many small ties; an item with enough support helps all members."),
        ),
    ),
    Lesson(
        "wait",
        lambda: (
            _("Until the crisis comes"),
            _("Play on as you like: build ties, keep a reserve, end the turn."),
            _("Quiet quarters are when it is decided who will come."),
        ),
        _ENDING,
        both(beset, planning),
        planning,
    ),
    Lesson(
        "third_turn",
        lambda: (
            _("See who comes"),
            _("End the turn: the partners you asked answer, and you choose how to stand."),
            _("Help takes days to arrive: distance, logistics agreements and drills decide how many."),
        ),
        _ENDING,
        turned(3),
    ),
    Lesson(
        "end",
        lambda: (
            _("That was all"),
            _("You have used every instrument and met a crisis. Play the posting to its end, or begin a campaign."),
            _("The handbook ({handbook}) explains every term, and {explain} whatever you point at."),
        ),
        read=True,
    ),
)

FIRST_TURN = (
    *_URGENT[-1:],
    Lesson(
        "plan",
        lambda: (
            _("Your first turn"),
            _("Press “Advise me”, or choose an instrument and a nation: what you order stands in your plan."),
            _("Each card shows what it takes and how likely it is to work; any of them can be taken back."),
        ),
        ("yes", "targets", "plan.advise", "plan"),
        planned,
        planning,
    ),
    Lesson(
        "end_turn",
        lambda: (
            _("End the turn"),
            _("End the turn; keep a little staff back if you can."),
            _("Your orders and those of all the others are carried out at once."),
        ),
        _ENDING,
        turned(1),
        planning,
    ),
    Lesson(
        "read",
        lambda: (
            _("What changed"),
            _("Read the dispatches on the right. From here on the game is yours."),
            _("{explain} explains what you point at, {help} lists the keys, and “Learn the game” teaches the rest."),
        ),
        ("news", "side"),
        when=planning,
        read=True,
    ),
)

GUIDES: Mapping[str, tuple[Lesson, ...]] = MappingProxyType({"tutorial": TUTORIAL, "first_turn": FIRST_TURN})
