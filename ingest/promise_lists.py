"""Lists of promises: what stands under a heading *Toezeggingen*, item by item, and items that begin with a T-number.

Seen: *a. Kosten van de toets. Toegezegd aan het lid X in het AO van …*; *T01879 Evaluatie van de wet. Bij de
plenaire behandeling op … is toegezegd …*; *– De Minister zegt toe dat …*; *Ook zou ik uw Kamer informeren over …*.
There a bare *zal* or *gedaan aan* tells of a promise, and the words before it are its title.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.meetings import Named, meetings_in
from kamergraaf.ingest.phrases import patterns
from kamergraaf.ingest.promise_askers import asked_by
from kamergraaf.ingest.promise_meetings import meeting_of, opening_meetings, sitting
from kamergraaf.ingest.promises import Promise, bare_promise, promise_in, signer
from kamergraaf.ingest.reading import Reading
from kamergraaf.ingest.senders import Senders
from kamergraaf.ingest.values import value

_p = patterns("commitments")

_SENTENCES = 3  # of an item, within which it tells of its promise
_LONGEST_TITLE = 160


@value
class Item:
    """A promise of a list and the block that holds it; ``told`` is the end of the sentence that tells of it."""

    block: Region
    told: int
    promise: Promise


def listed_promises(reading: Reading, senders: Senders) -> list[Item]:
    """Give the promises of the letter's lists of promises, in order of place."""
    found = []
    opening: list[tuple[int, Named | None]] | None = None
    for block, body, in_list, head, debate in _blocks(reading):
        item = _item(reading, block, body, senders, in_list=in_list)
        if item is None:
            continue
        if item.promise.meeting is None and in_list:
            opening = opening_meetings(reading) if opening is None else opening
            debate = debate or _named_before(opening, head) or sitting(reading, earlier=False)
            item = Item(item.block, item.told, item.promise.at(debate))
        found.append(item)
    return found


def _named_before(opening: list[tuple[int, Named | None]], at: int) -> Named | None:
    i = bisect_right(opening, at, key=lambda place: place[0])
    return opening[i - 1][1] if i else None


def _blocks(reading: Reading) -> Iterator[tuple[Region, int | None, bool, int, Named | None]]:
    """Give the blocks that may be items: where the words behind a number begin (None: no number), and the list.

    A heading within a list that names a debate, *AO Windvanen 3 mei 2019*, is of the items below it.
    """
    plain = reading.plain
    head: int | None = None
    debate: Named | None = None
    below = False  # the block before is such a heading
    for start, end in reading.layout.blocks:
        if reading.layout.in_notes(start):
            continue
        if _p("list-heading").fullmatch(plain, start, end) or _p("list-announced").search(plain, start, end):
            head, debate, below = start, None, False
            continue
        if joined := _p("list-begins").match(plain, start, end):
            head = start
            yield (start, end), joined.end(), True, head, None
            continue
        if _p("list-ends").match(plain, start, end):
            head = None
        number = _p("item").match(plain, start, end)
        if head is not None and number is None and (named := _debate(reading, start, end)) is not None:
            debate, below = named, True
            continue
        if head is not None and number is None and (reading.layout.is_heading(start) or plain[end - 1] == ":"):
            head = None
        if head is not None:
            first, below = below, False
            yield (start, end), number.end() if number else (start if first else None), True, head, debate
        elif number is not None and number["chamber"] is not None and not reading.layout.is_heading(start):
            yield (start, end), number.end(), False, start, None


def _debate(reading: Reading, start: int, end: int) -> Named | None:
    """Give the debate with its day that all words of a line name."""
    named = meetings_in(reading, start, end) if end - start <= _LONGEST_TITLE else []
    if len(named) != 1 or named[0].meeting.date is None:
        return None
    return named[0] if named[0].start == start and not reading.plain[named[0].end : end].strip(" .:()") else None


def _item(reading: Reading, block: Region, body: int | None, senders: Senders, *, in_list: bool) -> Item | None:
    start, end = block
    at = start if body is None else body
    number = _p("item").match(reading.plain, start, end)
    code = number["chamber"] if number and body is not None else None
    for _ in range(_SENTENCES):
        sentence = reading.sentence(at)
        if sentence[1] <= sentence[0] or sentence[0] >= end:
            break
        sentence = (max(sentence[0], body if body is not None else start), min(sentence[1], end))
        promise = promise_in(reading, sentence, senders)
        if promise is None and (in_list or code is not None):
            promise = _of_list(reading, sentence, senders, numbered=body is not None)
        if promise is not None:
            if body is None:
                return Item(block, sentence[1], promise)
            return Item(block, sentence[1], _titled(reading, promise, body, sentence, code))
        if body is None:
            return None
        at = sentence[1] + 1
        while at < end and reading.plain[at].isspace():
            at += 1
    if body is None or not in_list or reading.layout.is_heading(start):
        return None
    if (
        not number
        or not number[0][0].isalnum()
        or not reading.plain[body].isupper()
        or reading.plain[end - 1] in ";:,"
    ):
        return None  # of a list of dashes, or of one sentence's parts
    first = (body, min(reading.sentence(body)[1], end))
    if not 12 <= first[1] - first[0] <= _LONGEST_TITLE or _p("no-item").search(reading.plain, *first):
        return None
    promise = bare_promise(reading, first, signer(senders), None, None, reading.words(*first))
    return Item(block, first[1], promise)


def _of_list(reading: Reading, sentence: Region, senders: Senders, *, numbered: bool) -> Promise | None:
    """Read a sentence that tells of a promise only because it stands in a list of such."""
    plain = reading.plain
    if not numbered:
        would = _p("would").search(plain, *sentence)
        if would is None:
            return None
        asked = asked_by(reading, sentence)
        what = reading.words(would.start("what"), sentence[1])
        return bare_promise(reading, sentence, signer(senders), None, asked, what)
    asked, meeting = asked_by(reading, sentence), meeting_of(reading, sentence, sentence)
    if done := _p("done").search(plain, *sentence):
        if asked is None and meeting is None:
            return None
        before = reading.words(sentence[0], done.start()).strip(" ,;:(")
        subject = before if len(before) > 12 and meeting is not None and done.start() < meeting.start else None
        return bare_promise(reading, sentence, signer(senders), meeting, asked, subject)
    if shall := _p("list-shall").match(plain, *sentence):
        post = reading.ministries.first(shall.start(), shall.end())
        what = reading.words(shall.start("what"), sentence[1])
        return bare_promise(reading, sentence, None if post is None else post, meeting, asked, what)
    return None


def _titled(reading: Reading, promise: Promise, body: int, sentence: Region, number: str | None) -> Promise:
    """Give a promise with the title before it in its item as its subject, and the item's number."""
    title = reading.words(body, sentence[0]).strip(" .:–-")
    if not title and promise.subject is None and (m := _p("item-title").match(reading.plain, *sentence)) is not None:
        title = reading.words(*m.span("title")).strip(" ,(")
    if 3 < len(title) <= _LONGEST_TITLE:
        return promise.titled(title, (body, promise.place[1]), number)
    return promise.titled(promise.subject, promise.place, number)
