"""One sentence that tells of a promise to the chamber: who, what, where, at whose request; or that tells of none."""

from __future__ import annotations

import re
from dataclasses import replace

from kamergraaf.ingest.layout import Region
from kamergraaf.ingest.meetings import Named
from kamergraaf.ingest.phrases import patterns
from kamergraaf.ingest.promise_askers import answered, asked_by
from kamergraaf.ingest.promise_meetings import meeting_of, sitting
from kamergraaf.ingest.reading import Placed, Reading
from kamergraaf.ingest.senders import Senders
from kamergraaf.ingest.values import value
from kamergraaf.ontology.model import Meeting, MinistryMention, PersonMention

_p = patterns("commitments")

_OF = re.compile(r" (?:van|over|met|naar|inzake) [^.;()]{3,200}")
_FUTURE = re.compile(r"^(?:dat|om|tevens|te) ")


@value
class Promise:
    """A promise told in one sentence; offsets are of the repaired text. ``again``: it was told before."""

    sentence: Region
    place: Region
    rule: str
    subject: str | None = None
    by: str | None = None
    by_at: Region | None = None
    ministry: str | None = None
    person: str | None = None
    meeting: Named | None = None
    asked_by: PersonMention | None = None
    number: str | None = None
    again: bool = False

    def at(self, meeting: Named | None) -> Promise:
        """Give this promise as made in a debate."""
        return replace(self, meeting=meeting)

    def titled(self, subject: str | None, place: Region, number: str | None) -> Promise:
        """Give this promise as an item of a list tells it: with its title, place and number."""
        return replace(self, subject=subject, place=place, number=number or self.number)


@value
class Who:
    """Who promised: the post as written and its place, the register's key of its ministry, the person."""

    by: str | None = None
    at: Region | None = None
    ministry: str | None = None
    person: str | None = None


def promise_in(reading: Reading, sentence: Region, senders: Senders) -> Promise | None:
    """Read the promise that a sentence tells of; None where it tells of none, or of one named elsewhere."""
    plain, (start, end) = reading.plain, sentence
    if _refused(plain, start, end):
        return None
    if live := _p("live").search(plain, start, end):
        return _live(reading, sentence, live, senders)
    if behind := _p("live-behind").match(plain, start, end):
        return _live(reading, sentence, behind, senders)
    number = _p("number").search(plain, start, end)
    asked = asked_by(reading, sentence)
    promised = _p("promised").search(plain, start, end)
    if (named := _p("attributive").search(plain, start, end)) is not None:
        return _attributive(reading, sentence, named, senders)
    meeting = meeting_of(reading, sentence, promised.span() if promised is not None else sentence)
    if promised is not None:
        found = _verb(reading, sentence, promised, senders, meeting, asked)
    else:
        found = _noun(reading, sentence, senders, meeting, asked)
    if found is None and (answer := answered(reading, sentence)) is not None:
        who, debate = signer(senders) or Who(), meeting_of(reading, answer[1], answer[1])
        found = Promise(
            (answer[1][0], sentence[1]), sentence, "toegezegd", _tidy(answer[2] or ""), who.by, who.at, who.ministry,
            who.person, debate, answer[0],
        )  # fmt: skip
    if found is None:
        if number is None:
            return None
        found = Promise(sentence, sentence, "toezegging-nummer", meeting=meeting, asked_by=asked)
    if number is not None:
        found = found.titled(found.subject, found.place, number[0])
    return found


def bare_promise(
    reading: Reading,
    sentence: Region,
    who: Who | Placed[MinistryMention] | None,
    meeting: Named | None,
    asked: PersonMention | None,
    subject: str | None,
) -> Promise:
    """Give the promise of a list's item whose words alone would tell of none."""
    if isinstance(who, Placed):
        who = _post(reading, who) if who.item.post_span is not None else None
    who = who or Who()
    what = _tidy(subject) if subject else None
    return Promise(
        sentence, sentence, "toezegging-lijst", what, who.by, who.at, who.ministry, who.person, meeting, asked
    )


def _refused(plain: str, start: int, end: int) -> bool:
    """Whether a sentence tells of a promise to others, of money, of none, or only asks for one."""
    told = plain.find("oegezegd", start, end) >= 0 or plain.find("eloofd", start, end) >= 0
    if _p("of-third").search(plain, start, end):
        return True
    if told and (_p("not-to-chamber").search(plain, start, end) or _p("money").search(plain, start, end)):
        return True
    if plain[end - 1] == "?" and _p("question").search(plain, start, end):
        return True
    return _p("not-yet").search(plain, start, end) is not None


def _verb(
    reading: Reading,
    sentence: Region,
    promised: re.Match[str],
    senders: Senders,
    meeting: Named | None,
    asked: PersonMention | None,
) -> Promise | None:
    """Read *heeft … toegezegd*: there must be somebody who promised, and a chamber, member or debate, or what."""
    plain, (start, end) = reading.plain, sentence
    who = _who(reading, sentence, promised.start(), senders)
    passive = _p("is-promised").search(plain, start, end) or _p("as-promised").search(plain, start, end)
    if who is None and not passive:
        return None
    subject = _content(reading, sentence, promised, meeting)
    handelingen = reading.own.kind == "handelingen"
    to_chamber = _p("to-chamber").search(plain, start, end) is not None or (
        reading.own.kind == "brief"
        and reading.own.addressee is not None
        and _p("to-reader").search(plain, start, end) is not None
    )
    if not (meeting or asked or to_chamber or (handelingen and who is not None)):
        return None
    if handelingen and subject is None:
        return None
    if subject is None and meeting is None and asked is None and not (passive and reading.own.kind == "brief"):
        return None
    again = handelingen and _p("again").search(plain, start, end) is not None
    if handelingen and meeting is None:
        meeting = sitting(reading, earlier=True)
    elif handelingen and meeting is not None and meeting.meeting.date is None:
        meeting = sitting(reading, earlier=True) or meeting
    who = who or Who()
    rule = "toegezegd" if passive is None else "toegezegd-lijdend"
    place = (start, end)
    if handelingen and (relative := _p("relative").search(plain[start : promised.start()])):
        place = (start + relative.start("object"), promised.end())
    return Promise(
        sentence, place, rule, subject, who.by, who.at, who.ministry, who.person, meeting, asked, again=again
    )


def _attributive(reading: Reading, sentence: Region, m: re.Match[str], senders: Senders) -> Promise | None:
    """Read *de in het AO van … toegezegde brief over …*: debate, member or chamber must stand before."""
    plain = reading.plain
    how = (m.start("how"), m.end("how"))
    meeting = meeting_of(reading, how, how) if how[1] > how[0] else None
    asked = asked_by(reading, how)
    who = _who(reading, how, how[1], senders) or Who()
    by_minister = reading.own.kind == "brief" and _p("by-minister").search(plain, *how) is not None
    if meeting is None and asked is None and not by_minister and _p("to-chamber").search(plain, *how) is None:
        return None
    stop = _p("object-ends").search(plain, *m.span("object"))
    end = stop.start() if stop else m.end("object")
    place = (m.start(), end)
    subject = _tidy(reading.words(m.start("object"), end))
    return Promise(sentence, place, "toegezegde", subject, who.by, who.at, who.ministry, who.person, meeting, asked)


def _noun(
    reading: Reading, sentence: Region, senders: Senders, meeting: Named | None, asked: PersonMention | None
) -> Promise | None:
    """Read *toezegging van de Minister … dat*, *mijn toezegging aan het lid X*, *toezegging tijdens het AO …*."""
    plain, (start, end) = reading.plain, sentence
    for m in _p("noun").finditer(plain, start, end):
        what = (m["what"] or "").strip()
        given = _p("noun-given").match(plain, m.end("noun"), end)
        if m["noun"][1:] == "elofte" and not (given or (m["of"] or "").lower() == "mijn"):
            continue  # a promise to anybody
        mine = (m["of"] or "").lower() == "mijn"
        who = None
        if what.startswith("van "):
            post = reading.ministries.first(m.end() - 3, m.end() + 60)
            named = (
                post.item.post_span is not None and reading.clean.to_clean(post.item.post_span.start) <= m.end() + 2
                if post
                else False
            )
            if post is None or not named:
                if (
                    not re.match(r" ?(?:[Mm]inister|[Ss]taatssecretaris|kabinet)\b", plain[m.end() : m.end() + 18])
                    and "voorganger" not in what
                ):
                    continue
                who = Who(
                    by=reading.words(m.end(), m.end() + 1 + len(plain[m.end() :].split(" ")[1]))
                    if what.endswith(("de", "het"))
                    else what[4:]
                )
            else:
                who = _post(reading, post)
        elif mine or (given is not None and (given["i"] or given["they"] == "mij")):
            who = signer(senders) or Who()
        elif given is not None and (meeting or asked):
            who = _who(reading, (given.start("they"), end), given.end() + 60, senders)
        elif not (meeting or asked or _to_inform(reading, m, end)):
            continue
        rest = _after_noun(reading, m, end, meeting)
        if rest is None and "toezeggingen" in m[0]:
            continue  # "mijn toezeggingen aan de leden A en B": an introduction
        of_mine = mine or (given is not None and given["i"] is not None and reading.own.kind in ("brief", "antwoord"))
        plain_promise = rest is not None and (what.startswith("van ") or of_mine or _to_inform(reading, m, end))
        if rest is None and not what and (m["of"] or "").lower() in ("deze", "die"):
            continue  # the promise told before
        if rest is None and _p("introduced").search(plain[start : m.end("noun")]):
            continue
        if not (meeting or asked or plain_promise):
            continue
        subject = rest or _listed(reading, sentence, m.start())
        who = who or _minister_below(reading, sentence) or Who()
        begin = m.start("of") if m["of"] else m.start()
        begin = begin if m["of"] and not mine else m.start() + (len(m[0]) - len(m[0].lstrip()))
        place = (begin, _clause_end(plain, m.end(), end))
        meeting = meeting or _cited(reading, m.end(), end)
        return Promise(
            sentence, place, "toezegging-van", subject, who.by, who.at, who.ministry, who.person, meeting, asked
        )
    return None


def _to_inform(reading: Reading, m: re.Match[str], end: int) -> bool:
    """Whether a letter tells of *de toezegging om uw Kamer te …*: whose it is and where needs no telling."""
    return reading.own.kind == "brief" and _p("to-inform").match(reading.plain, m.end("noun"), end) is not None


def _after_noun(reading: Reading, m: re.Match[str], end: int, meeting: Named | None) -> str | None:
    """Give what was promised behind the noun: *dat …*, *om …*, *over …* up to a bracket or the sentence's end.

    What the debate was about is not what was promised in it: *gedaan tijdens het debat over Gaza, inzake hulp*.
    """
    plain = reading.plain
    clause = _p("after-noun").match(plain, m.end("noun"), end)
    if clause is not None and meeting is not None and _holds(meeting, *clause.span("what")):
        before = plain[clause.start("what") : meeting.start]
        if (joint := _p("before-debate").search(before)) is not None and joint.start() > 0:
            return _tidy(reading.words(clause.start("what"), clause.start("what") + joint.start()))
        clause = None
    if clause is None and meeting is not None and meeting.start > m.start():
        clause = _p("after-debate").match(plain, meeting.end, end)
    if clause is None:
        return None
    begin, stop = clause.span("what")
    return _tidy(reading.words(begin, min(stop, _clause_end(plain, begin, stop))))


def _clause_end(plain: str, start: int, end: int) -> int:
    """Give where a promise told by its noun ends, if the sentence's main verb follows it: *… kan ik melden dat*."""
    main = _p("main-clause").search(plain, start, end)
    return main.start() if main is not None else end


def _listed(reading: Reading, sentence: Region, at: int) -> str | None:
    m = _p("listed").match(reading.plain[sentence[0] : at].rstrip() + " ")
    return _tidy(reading.words(sentence[0], sentence[0] + m.end("object"))) if m else None


def _live(reading: Reading, sentence: Region, m: re.Match[str], senders: Senders) -> Promise | None:
    """Read *Ik zeg toe dat …* as its speaker said it, in the report of a sitting; a letter may say so as well."""
    end = sentence[1]
    what = m.span("what") if "what" in m.groupdict() else (m.end(), end)
    subject = _tidy(reading.words(*what))
    who = _speaker(reading, sentence[0])
    if reading.own.kind == "handelingen" and who is None:
        return None
    who = who or signer(senders) or Who()
    asked = asked_by(reading, sentence)
    meeting = sitting(reading, earlier=False)
    return Promise(
        sentence,
        (min(m.start(), what[0]), end),
        "ik-zeg-toe",
        subject,
        who.by,
        who.at,
        who.ministry,
        who.person,
        meeting,
        asked,
    )


def _who(reading: Reading, sentence: Region, at: int, senders: Senders) -> Who | None:
    """Give who promised: the post named nearest before the verb, or the signer who says *ik*."""
    plain, (start, end) = reading.plain, sentence
    posts = [p for p in reading.ministries.between(start, end) if p.item.post_span is not None]
    before = [p for p in posts if p.start < at]
    first_person = _p("i-promised").search(plain, start, min(end, at + 40))
    nearest = before[-1] if before and not (first_person and first_person.start() > before[-1].start) else None
    if nearest is not None and _subject_of_verb(reading, nearest, at):
        return _post(reading, nearest)
    if first_person is not None:
        if reading.own.kind == "handelingen":
            return _speaker(reading, start)
        return signer(senders) or Who()
    bare = list(_p("bare-minister").finditer(plain, start, at))
    if bare:
        m = bare[-1]
        if m["named"] is not None:
            person = reading.persons.first(*m.span("named"))
            return Who(m["named"], m.span("named"), None, person.item.person if person else None)
        return Who(m["post"], m.span("post"))
    behind = [p for p in posts if at <= p.start <= at + 60]
    if behind and re.search(r"\bdoor\b", plain[at : behind[0].start]):
        return _post(reading, behind[0])
    return None


def _subject_of_verb(reading: Reading, post: Placed[MinistryMention], at: int) -> bool:
    """Whether a post stands as the one who promised: *heeft de Minister … toegezegd*, not *aan de Minister*."""
    assert post.item.post_span is not None
    begin = reading.clean.to_clean(post.item.post_span.start)
    before = reading.plain[max(0, begin - 14) : begin]
    return (
        re.search(r"\b(?:aan|van|met|namens) (?:de )?$", before) is None or re.search(r"\bdoor\b", before) is not None
    ) and re.match(r" (?:van|uit) [A-Z]", reading.plain[post.end : post.end + 8]) is None


def _post(reading: Reading, post: Placed[MinistryMention]) -> Who:
    assert post.item.post_span is not None
    start = reading.clean.to_clean(post.item.post_span.start)
    return Who(post.item.post, (start, max(post.end, start)), post.item.key)


def signer(senders: Senders) -> Who | None:
    """Give the one who signs a letter, for *ik*; None where several do."""
    if len(senders.signatories) != 1:
        return None
    signed = senders.signatories[0]
    return Who(signed.post, None, signed.ministry_key, signed.person.person if signed.person else None)


def _speaker(reading: Reading, at: int) -> Who | None:
    """Give the minister whose speech holds the character at ``at``: the last line *Minister De Jonge:* before it."""
    for start, end in reversed([b for b in reading.layout.blocks if b[0] <= at]):
        if end - start > 90 or reading.plain[end - 1] != ":":
            continue
        m = _p("speaker").match(reading.plain[start:end])
        if m is None:
            return None
        person = reading.persons.first(start, end)
        known = person.item.person if person else None
        return Who(reading.words(start, end - 1), (start, end - 1), None, known)
    return None


def _minister_below(reading: Reading, sentence: Region) -> Who | None:
    """Give the sender on the line below, in a list of letters received."""
    if reading.own.kind != "handelingen":
        return None
    following = reading.ministries.first(sentence[1], sentence[1] + 30)
    return _post(reading, following) if following and following.item.post_span else None


def _cited(reading: Reading, at: int, end: int) -> Named | None:
    """Give the paper in brackets that holds the promise, where no debate is named."""
    cited = reading.citations.first(at, end + 1)
    if cited is None or not cited.item.ids or "(" not in reading.text[max(at, cited.start - 20) : cited.start]:
        return None
    place = reading.span(cited.start, cited.end)
    return Named(cited.start, cited.end, Meeting("", None, None, cited.item.ids, place, place))


def _content(reading: Reading, sentence: Region, promised: re.Match[str], meeting: Named | None) -> str | None:
    """Give what was promised: the clause behind *toegezegd*, else the object before it."""
    plain, (start, end) = reading.plain, sentence
    at = promised.end()
    if meeting is not None and at <= meeting.start <= at + 14:  # "toegezegd in het commissiedebat van …, is afgerond"
        at = meeting.end
        informed = _p("informed").match(plain, at, end)
        if informed is not None:
            return _tidy(reading.words(*informed.span("what")))
    elif (letter := _p("in-letter").match(plain, at, end)) is not None:
        at = letter.end()
        shall = _p("shall").match(plain, at, end) or _p("informed").match(plain, at, end)
        if shall is not None:
            return _tidy(reading.words(*shall.span("what")))
    head = plain[start : promised.start()]
    object_ = None
    named = [p.end for p in reading.persons.between(start, promised.start())]
    parties = [p.end + 1 for p in reading.parties.between(start, promised.start())]
    if meeting is not None and meeting.start >= start and meeting.end <= promised.start():
        named.append(meeting.end)
    if named and (last := _p("last-object").match(plain, max(named + parties), promised.start())):
        object_ = " ".join(last["object"].split())
    clause = max(head.rfind(","), head.rfind(";")) + 1  # an object runs over no comma
    for form, begin in ((_p("relative"), 0), (_p("object"), clause), (_p("passive-object"), clause)):
        m = form.search(head, begin) if object_ is None else None
        if m is not None and _p("receiver").match(m["object"]):
            continue
        if m is not None and not _holds(meeting, start + m.start("object"), start + m.end("object")):
            object_ = " ".join(m["object"].split())
            break
    if m := _p("content").match(plain, at, end):
        words = reading.words(m.start(), m.end()).lstrip(" ,")
        return _tidy(words if object_ is None or _FUTURE.match(words) else f"{object_} {words}")
    if object_ is not None and (m := _OF.match(plain, at, end)):
        return _tidy(f"{object_} {reading.words(m.start(), m.end())}")
    return _tidy(object_) if object_ else None


def _holds(meeting: Named | None, start: int, end: int) -> bool:
    """Whether words between ``start`` and ``end`` name the debate rather than what was promised in it."""
    return meeting is not None and start < meeting.end and meeting.start < end


def _tidy(words: str) -> str | None:
    words = re.sub(r"^(?:om|dat|tevens|te) (?=\w)", "", words.strip(" ,.;:")).strip()
    words = re.sub(r" (?:gestand|na)$", "", words)
    words = re.sub(r",? (?:zoals )?(?:gedaan|toegezegd) (?:tijdens|in|op)\b.*$", "", words)
    return words[:400] or None
