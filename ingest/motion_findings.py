"""What a letter says of one motion, from all of its places."""

from __future__ import annotations

import re

from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.motion_content import Mention
from kamergraaf.ingest.motion_groups import Group, in_heading, words
from kamergraaf.ingest.motion_numbers import Number
from kamergraaf.ingest.motion_signers import together
from kamergraaf.ingest.reading import Reading
from kamergraaf.ingest.sections import section_ministry
from kamergraaf.ontology import iris
from kamergraaf.ontology.model import Motion, PersonMention, Span, Status

_LISTED_NUMBER = re.compile(r" [-–] (?:\d{2} ?\d{3}[-\w]*|20\d\d[ZD]\d{5})$")


def motion_of(reading: Reading, group: Group, letter_key: str, used: dict[str, int]) -> Motion:
    """Give the motion of a group. ``used``: how often each key was given in this letter; it counts on."""
    best = _best(reading, group)
    heading = _heading(reading, best)
    subject_of = (
        best if best.subject or best.asked else next((m for m in group.mentions if m.subject or m.asked), best)
    )
    subject = _subject(reading, subject_of)
    number = group.number
    ambiguous = number is not None and number.status is Status.AMBIGUOUS
    ids = () if number is None or ambiguous else number.ids
    lost = next((m.lost for m in group.mentions if m.lost), None) if not ids else None
    replaces = group.replaces.ids[0] if group.replaces and group.replaces.ids else number.replaces if number else None
    asked = group.asked
    span = reading.span(*heading)
    status, reason, candidates = _status(number, lost, group.candidates)
    return Motion(
        heading=span,
        key=_key(letter_key, span, used),
        rule=best.rule if not in_heading(reading, best) else "motie-kop",
        subject=subject,
        amended=any(m.amended for m in group.mentions) or bool(number and number.replaces),
        and_others=any(m.and_others for m in group.mentions),
        proposers=_proposers(group),
        mentions=tuple(reading.span(m.start, m.end) for m in group.mentions if m is not best),
        ids=ids,
        id_span=reading.span(*number.at) if number is not None and ids else None,
        status=status,
        reason=reason,
        candidates=candidates,
        asked=words(reading, asked).removeprefix("om ") or None,
        asked_span=reading.span(*asked) if asked else None,
        decision=group.decision[0] if group.decision else None,
        decision_span=reading.span(*group.decision[1]) if group.decision else None,
        adopted=group.adopted[0] if group.adopted else None,
        adopted_span=reading.span(*group.adopted[1]) if group.adopted else None,
        vote=number.vote if number else None,
        vote_span=reading.span(*number.vote_at) if number and number.vote_at else None,
        replaces=replaces,
        replaces_span=_replaces_span(reading, group, number) if replaces else None,
        acts=tuple(dict.fromkeys(group.acts)),
        lost_mark=reading.span(*lost) if lost else None,
        section_ministry=section_ministry(reading, best.start),
    )


def _status(
    number: Number | None, lost: Region | None, rivals: tuple[str, ...]
) -> tuple[Status, str, tuple[str, ...]]:
    if number is not None and number.status is Status.AMBIGUOUS:
        return Status.AMBIGUOUS, "bij deze ene motie staan meer stukken", number.ids
    if number is not None and number.ids:
        return number.status, "", ()
    if lost is not None:
        return Status.UNRESOLVED, "de noot die het nummer zou geven is verloren", ()
    if rivals:
        return Status.AMBIGUOUS, "de brief noemt meer moties van deze leden", rivals
    return Status.CERTAIN, "", ()


def _replaces_span(reading: Reading, group: Group, number: Number | None) -> Span | None:
    if group.replaces is not None:
        return reading.span(*group.replaces.at)
    return reading.span(*number.at) if number else None


def _best(reading: Reading, group: Group) -> Mention:
    """Give the place that names the motion best: a heading, else one with its subject, members or number."""

    def worth(mention: Mention) -> tuple[int, int]:
        heading = in_heading(reading, mention) and bool(mention.subject)
        return (
            4 * heading + 2 * bool(mention.members) + 2 * bool(mention.subject) + bool(mention.asked),
            -mention.start,
        )

    return max(group.mentions, key=worth)


def _heading(reading: Reading, mention: Mention) -> Region:
    start, end = mention.start, mention.end
    if in_heading(reading, mention):
        block_start, block_end = reading.layout.block_at(mention.start)
        if start - block_start <= 6:
            return start, block_end
    for further in (mention.subject, mention.asked):
        if further and "(" not in reading.text[end : further[0]] and further[0] - end < 120:
            end = max(end, further[1])
    return start, end


def _subject(reading: Reading, mention: Mention) -> str | None:
    if mention.subject is None and mention.rule == "motie-voorgesteld":
        return None
    if mention.subject is None:
        return words(reading, mention.asked).removeprefix("om ") or None
    start, end = mention.subject
    if in_heading(reading, mention):
        block_end = reading.layout.block_at(mention.start)[1]
        bracket = reading.text.find("(", start, block_end)
        cited = bracket >= 0 and reading.citations.first(bracket, bracket + 40) is not None
        listed = _LISTED_NUMBER.search(reading.text, start, block_end)  # "… - 21501-07-1502": that of the letter
        end = bracket if cited else listed.start() if listed else block_end
    return reading.words(start, end).rstrip(" .,;:?")


def _proposers(group: Group) -> tuple[PersonMention, ...]:
    """Give the members as the place names them that says most: their party, then their forename."""

    def worth(people: tuple[PersonMention, ...]) -> tuple[int, int, int]:
        return (
            len(people),
            sum(p.stated_party is not None for p in people),
            sum(p.person is not None for p in people),
        )

    return together(max(group.people, key=worth), group.signed)


def _key(letter_key: str, heading: Span, used: dict[str, int]) -> str:
    key = iris.own_key(letter_key, "motie", heading.exact)
    used[key] = used.get(key, 0) + 1
    return key if used[key] == 1 else f"{key}-{used[key]}"
