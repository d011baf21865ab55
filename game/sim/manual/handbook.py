"""The handbook as pages of plain data, made from the tables the game itself runs on: it can't say anything else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from game.core.crises.kinds import KINDS, Kind
from game.core.instruments import CRISIS_ORDERS, INSTRUMENTS, TABLE
from game.core.instruments.instrument import Instrument, Target
from game.core.knobs import ASSUMPTION, Knob, knobs_of
from game.core.ruleset import Rules, knobs
from game.core.vocabulary import CATEGORIES, FORUM_ACTIONS, OUTCOMES, POSTURES, RUNGS, TREATIES, VIOLENCE
from game.sim.facts import FACTS
from game.sim.manual.formulas import FORMULAS

Terms: TypeAlias = Mapping[str, Mapping[str, Sequence[str]]]
"""Group -> key -> (name, text, what moves it): the words of the interface, which this layer doesn't know."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A named thing with a short value and a remark; `link` is the key of the page about it."""

    name: str
    value: str = ""
    text: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """One knob: what the rules in force say, and all that is known of it."""

    key: str
    value: int
    default: int
    knob: Knob

    @property
    def range(self) -> str:
        """The least and the most it can be set to."""
        return f"{self.knob.low} … {self.knob.high}"

    @property
    def plainly(self) -> str:
        """The value as people read it, where its unit is a fraction: 30%, 5.8, 0.25; else nothing."""
        for unit, scale, sign in (("ten-thousandths", 100, "%"), ("hundredths", 100, ""), ("tenths", 10, "")):
            if self.knob.unit.startswith(unit):
                return f"{self.value / scale:g}{sign}"
        return ""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a page: a title, paragraphs, entries and numbers, any of them empty."""

    title: str = ""
    texts: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    numbers: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `section` groups pages, `links` are keys of others worth reading next."""

    key: str
    section: str
    title: str
    parts: tuple[Part, ...]
    links: tuple[str, ...] = ()

    def words(self) -> Iterator[str]:
        """Every piece of English text of the page, for searching."""
        yield self.title
        for part in self.parts:
            yield from (part.title, *part.texts)
            for entry in part.entries:
                yield from (entry.name, entry.value, entry.text)
            for number in part.numbers:
                yield from (number.key, number.knob.help, number.knob.unit, number.knob.source)


PLAY, ORDERS, CRISES, WORDS, NUMBERS = "How it is played", "Orders", "Crises", "Words", "Numbers"
SECTIONS = (PLAY, ORDERS, CRISES, WORDS, NUMBERS)

TITLES = {
    "AllianceKnobs": "Alliance strength", "CommitmentKnobs": "Commitments", "ConsentKnobs": "Acceptance",
    "CrisisKnobs": "Onset and outcome of crises", "SupportKnobs": "Support in crises", "DriftKnobs": "What fades",
    "AgreementKnobs": "Agreements", "AnswerKnobs": "Answers", "AttacheKnobs": "Attachés", "DrillKnobs": "Drills",
    "ForumKnobs": "Forums", "PeacekeepingKnobs": "Peacekeeping", "ResponseKnobs": "Crisis orders",
    "TrainingKnobs": "Training", "FogKnobs": "Fog", "ScoreKnobs": "The index",
}  # fmt: skip

TERM_TITLES = {
    "ties": "Ties", "consent": "Reasons for yes and no", "help": "Reasons to help", "crises": "Forces in a crisis",
    "index": "Parts of the index", "quantities": "Quantities", "offers": "What can be agreed",
    "choices": "What a choice of the story is worth",
}  # fmt: skip

TARGETS = {
    Target.NONE: "yourself", Target.NATION: "another nation", Target.MISSION: "a mission", Target.FORUM: "a forum",
    Target.CRISIS: "a crisis", Target.DECISION: "a choice of the story",
}  # fmt: skip

NOT_MODELLED = (
    "Battles, fronts and weapons: a crisis is decided by what is demanded and what is there.",
    "Nuclear weapons and their deterrence.",
    "Economies that grow or shrink, trade and sanctions: incomes stay what the scenario gives.",
    "Elections, parties and persons; a government is its stability.",
    "Borders that move, nations that merge or are born.",
    "Refugees, disasters' aftermath and the climate.",
    "Arms industries and prices; aid moves equipment, and that is all.",
    "Secret treaties: whatever is signed is public.",
)

ENDINGS = (
    "An attaché is expelled where hostility grows too great. An agreement may lapse when neither trusts the other.",
    "Treaties end at times, and sooner where there is hostility. A mission closes when its host is stable and calm.",
    "A counter-offer names the level they would sign: propose it in the next quarter.",
)

TURN = (
    "A turn is a quarter. First you plan: orders take staff and funds, contingents or officers.",
    "All nations act at once. Then come the answers: offers, calls for help, and crises of your own.",
    "What binds others to you is built in quiet years, and in a crisis it decides who comes, with what, how soon.",
    "Every decision of the rules is a sum of whole points against a threshold; what you are shown is that sum.",
)
STRENGTH = (
    "Ties give points. The points run through a curve that rises ever more slowly, and hostility takes its share.",
    "So strength lies between nothing and certainty, grows with every tie, and helps less where much holds already.",
)
FOG = (
    "You know yourself exactly, and of others what is public. The rest is an estimate with an interval.",
    "Posts, shared intelligence, forums, drills and borders narrow it; it widens with the time since the last look.",
    "Errors last: looking twice at once does not average them away.",
)
HELP = (
    "Each outsider weighs each side in points. The more points, the higher the rung of the ladder it climbs to.",
    "What it sends arrives after a delay that distance adds to and good ties shorten.",
    "Most support is short of fighting.",
)
ASSUMED = (
    "A number is measured when it names a publication, else it is an assumption, and says so.",
    "Figures of nations carry their own basis, which the dossier shows when you rest on one.",
)


def pages(rules: Rules, terms: Terms) -> tuple[Page, ...]:
    """All pages in reading order, with the numbers of those rules."""
    return (
        *_play(rules, terms),
        _assumptions(rules),
        _formulas(rules),
        *(_instrument(one, rules, terms) for one in TABLE),
        *(_crisis(kind, rules) for kind in KINDS),
        *_words(terms),
        *(_numbers(group, rules) for group in Rules.__bases__),
    )


def find(listed: Sequence[Page], topic: str) -> Page | None:
    """The page called so, or that explains something called so; None when nothing is."""
    wanted = topic.casefold().strip()
    titled = next((page for page in listed if wanted in (page.title.casefold(), page.key)), None)
    if titled is not None or not wanted:
        return titled
    for page in listed:
        if any(entry.name.casefold() == wanted for part in page.parts for entry in part.entries):
            return page
    return None


def search(listed: Sequence[Page], query: str) -> list[Page]:
    """The pages that hold every word of the query, those with a word in their title first."""
    wanted = query.casefold().split()
    found = [page for page in listed if all(word in " ".join(page.words()).casefold() for word in wanted)]
    return sorted(found, key=lambda page: not any(word in page.title.casefold() for word in wanted))


# ------------------------------------------------------------------------------------------------------------ pages


def numbers_of(group: type, rules: Rules) -> tuple[Number, ...]:
    """The knobs that a module defines, with the values of some rules."""
    return tuple(
        Number(name, getattr(rules, name), getattr(Rules(), name), its) for name, (_, its) in knobs_of(group).items()
    )


def _group(module: str) -> type | None:
    """The knobs defined beside some rules."""
    return next((group for group in Rules.__bases__ if group.__module__ == module), None)


def _numbers_key(group: type) -> str:
    return "numbers." + group.__name__.removesuffix("Knobs").lower()


def _by_name(name: str) -> type:
    return next(group for group in Rules.__bases__ if group.__name__ == name)


def _entries(listed: Mapping[str, Sequence[str]]) -> tuple[Entry, ...]:
    return tuple(Entry(one[0], "", "\n".join(text for text in one[1:] if text)) for one in listed.values())


def _play(rules: Rules, terms: Terms) -> Iterator[Page]:
    def page(key: str, title: str, texts: tuple[str, ...], group: str, links: tuple[str, ...] = ()) -> Page:
        return Page(key, PLAY, title, (Part("", texts), Part("Numbers", numbers=numbers_of(_by_name(group), rules))),
                    links)  # fmt: skip

    orders = tuple(Entry(one.name, "", one.help, f"order.{one.key}") for one in INSTRUMENTS)
    answers = tuple(Entry(one.name, "", one.help, f"order.{one.key}") for one in CRISIS_ORDERS)
    yield Page("turn", PLAY, "How a turn goes", (
        Part("", TURN), Part("The six instruments", entries=orders), Part("In and around crises", entries=answers),
        Part("What ends", ENDINGS),
    ), ("index", "strength", "fog", "help"))  # fmt: skip
    index = Part("Its parts", entries=_entries(terms.get("index", {})))
    first = page("index", "The security index", (), "ScoreKnobs")
    yield Page("index", PLAY, first.title, (index, *first.parts[1:]), ("turn", "strength"))
    yield page("strength", "Who stands by whom", STRENGTH, "AllianceKnobs", ("terms.ties", "help"))
    yield page("fog", "What you can know", FOG, "FogKnobs", ("order.attache",))
    ladder = Part("The ladder", entries=tuple(Entry(_plain(rung), str(step)) for step, rung in enumerate(RUNGS)))
    base = page("help", "Who comes to help", HELP, "SupportKnobs")
    yield Page("help", PLAY, base.title, (base.parts[0], ladder, base.parts[1]), ("terms.help", "order.pledge"))


def _plain(key: str) -> str:
    return key.replace("_", " ").capitalize()


def _assumptions(rules: Rules) -> Page:
    """What is assumed, what is measured, what is left out."""
    every = [number for group in Rules.__bases__ for number in numbers_of(group, rules)]
    measured = tuple(number for number in every if number.knob.source != ASSUMPTION)
    counts = (
        Entry("Numbers of the rules", str(len(every))),
        Entry("of these assumed", str(len(every) - len(measured))),
        Entry("of these with a source", str(len(measured))),
    )
    facts = tuple(
        Entry(fact.text, f"{fact.target:g}", f"{fact.kind}; band {fact.band[0]:g} to {fact.band[1]:g}")
        for fact in FACTS
    )
    found = "Published findings the world scenario is held against. Only emergent ones count as evidence."
    return Page("assumed", PLAY, "Assumed, measured, not modelled", (
        Part("", ASSUMED, counts),
        Part("Measured", numbers=measured),
        Part("Findings", (found,), facts),
        Part("Not modelled", entries=tuple(Entry(text) for text in NOT_MODELLED)),
    ), ("formulas", *(_numbers_key(group) for group in Rules.__bases__)))  # fmt: skip


def _formulas(rules: Rules) -> Page:
    """What is reckoned how, with the numbers in force and the source of each formula."""
    lead = "Each formula names its source, or says that it is an assumption. The numbers are those in force."
    parts = tuple(Part(one.title, (one.told(rules),), (Entry("Source", "", one.source),)) for one in FORMULAS)
    return Page("formulas", PLAY, "Formulas", (Part("", (lead,)), *parts), ("assumed",))


def _instrument(one: Instrument, rules: Rules, terms: Terms) -> Page:
    when = "while planning" if one.planning else "when answering"
    facts = [Entry("Given", when), Entry("Aimed at", TARGETS[one.target])]
    for name, (low, high) in (("Amount", one.amounts), ("Level", one.levels)):
        facts += [Entry(name, f"{low} … {high}")] if (low, high) != (0, 0) else []
    offers = terms.get("offers", {})
    options = []
    for option in one.options:
        words = offers.get(option) or offers.get(f"{one.key}_{option}") or ("", "")
        options.append(Entry(one.option_names.get(option, _plain(option)), "", "\n".join(words[1:]).strip()))
    group = _group(one.effect.__module__)
    numbers = () if group is None else (Part("Numbers", numbers=numbers_of(group, rules)),)
    links = ("help",) if one in CRISIS_ORDERS else ("strength",)
    return Page(f"order.{one.key}", ORDERS, one.name, (
        Part("", (one.help,), tuple(facts)), Part("Ways to give it", entries=tuple(options)), *numbers,
    ), ("turn", *links))  # fmt: skip


def _crisis(kind: Kind, rules: Rules) -> Page:
    onset = Number(kind.onset, getattr(rules, kind.onset), getattr(Rules(), kind.onset), knobs()[kind.onset])
    odds = (*kind.violence, 100 - sum(kind.violence))
    facts = (
        Entry("Adversary", "another nation" if kind.rival else "none"),
        Entry("Median length", f"{kind.days} days"),
    )
    demand = tuple(Entry(_plain(name), f"{share}%") for name, share in zip(CATEGORIES, kind.demand, strict=True))
    violence = tuple(Entry(_plain(name), f"{share}%") for name, share in zip(VIOLENCE, odds, strict=True))
    scale = "In per cent of the crisis's own size. The category that is covered worst decides most."
    return Page(f"crisis.{kind.key}", CRISES, kind.name, (
        Part("", (), facts), Part("What it demands", (scale,), demand),
        Part("How violent it begins", (), violence), Part("How often", numbers=(onset,)),
    ), ("help", "numbers.crisis"))  # fmt: skip


def _words(terms: Terms) -> Iterator[Page]:
    for group, listed in terms.items():
        yield Page(f"terms.{group}", WORDS, TERM_TITLES.get(group, _plain(group)), (Part("", (), _entries(listed)),))
    vocabulary = (
        ("Categories", CATEGORIES), ("Treaties", TREATIES), ("Forum items", FORUM_ACTIONS), ("Postures", POSTURES),
        ("Violence", VIOLENCE), ("Outcomes", OUTCOMES),
    )  # fmt: skip
    parts = tuple(Part(title, entries=tuple(Entry(_plain(word)) for word in words)) for title, words in vocabulary)
    yield Page("vocabulary", WORDS, "Vocabulary", parts)


def _numbers(group: type, rules: Rules) -> Page:
    title = TITLES.get(group.__name__, _plain(group.__name__.removesuffix("Knobs")))
    return Page(_numbers_key(group), NUMBERS, title, (
        Part("", (group.__doc__ or "",)), Part("", numbers=numbers_of(group, rules)),
    ), ("assumed",))  # fmt: skip
