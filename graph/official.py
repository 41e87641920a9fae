"""What the Kamer's own data says of papers, as triples for graph *officieel*.

Only what letters do not say and the number does not prove: the Kamer's own number, its kind of paper, the cabinet's
appreciation, the outcome and the votes. Design: ontology.md, sections 3 and 6.
"""

from __future__ import annotations

from collections.abc import Iterator

from kamergraaf.graph.literals import day, dutch, plain
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.model import Ref
from kamergraaf.ontology.official import Actor, Case, CaseKind, Decision, Promise

_CLASSES = {CaseKind.LETTER: terms.BRIEF, CaseKind.MOTION: terms.MOTIE, CaseKind.QUESTIONS: terms.HANDELINGEN_ITEM}

_ROLES = {
    CaseKind.LETTER: terms.SIGNED_BY,
    CaseKind.MOTION: terms.PROPOSED_BY,
    CaseKind.QUESTIONS: terms.REQUESTED_BY,
}


def case_ref(case: Case, official_id: str | None = None) -> Ref:
    """Give a case's own address: by its official number, else by the Kamer's number of the case.

    ``official_id``: a number learned elsewhere, where the record has none.
    """
    return iris.of_official(case.official_id or official_id or "") or _unnumbered(case)


def case_triples(case: Case, ref: Ref, base: str = iris.BASE) -> Iterator[str]:
    """Give a case's triples. Written questions have no text of ours, so title and day come from the record too."""
    node = f"<{iris.iri(ref, base)}>"
    yield f"{node} <{terms.TK_ID}> {plain(case.number)}"
    if ref.kind == "kamerstuk":
        yield f"<{iris.iri(_unnumbered(case), base)}> <{terms.IS_REPLACED_BY}> {node}"
    if case.appreciation is not None:
        yield f"{node} <{terms.APPRECIATION}> <{terms.concept(case.appreciation)}>"
    if case.kind is CaseKind.QUESTIONS:
        title = " ".join(case.title.split())
        yield f"{node} <{terms.TYPE}> <{_CLASSES[case.kind]}>"
        yield f"{node} <{terms.LABEL}> {dutch(title)}"
        yield f"{node} <{terms.DATE}> {day(case.day)}"
        if case.session:
            yield f"{node} <{terms.SESSION}> {plain(case.session)}"


def dossier_title(number: str, title: str, base: str = iris.BASE) -> str:
    """Give the triple of a dossier's title, as the Kamer's records have it."""
    return f"<{iris.iri(Ref('dossier', number), base)}> <{terms.TITLE}> {dutch(' '.join(title.split()))}"


def actor_triples(actor: Actor, case: Case, ref: Ref, base: str = iris.BASE) -> Iterator[str]:
    """Give who tabled a motion or asked questions; of a letter who signed and for which ministry."""
    node = f"<{iris.iri(ref, base)}>"
    if actor.person is not None:
        yield f"{node} <{_ROLES[case.kind]}> <{base}id/persoon/{actor.person}>"
    if case.kind is CaseKind.LETTER and actor.ministry is not None:
        yield f"{node} <{terms.SENDER}> <{base}id/ministerie/{actor.ministry}>"


def promise_triples(promise: Promise, answer: Ref | None, base: str = iris.BASE) -> Iterator[str]:
    """Give a commitment's triples. ``answer``: the letter that the Kamer has for it."""
    node = f"<{iris.iri(Ref('toezegging', promise.number), base)}>"
    yield f"{node} <{terms.TYPE}> <{terms.TOEZEGGING}>"
    yield f"{node} <{terms.TK_ID}> {plain(promise.number)}"
    yield f"{node} <{terms.LABEL}> {dutch(f'Toezegging {promise.number}')}"
    yield f"{node} <{terms.TITLE}> {dutch(promise.text)}"
    if promise.day is not None:
        yield f"{node} <{terms.DATE}> {day(promise.day)}"
    if promise.status is not None:
        yield f"{node} <{terms.STATUS}> <{terms.concept(promise.status)}>"
    if promise.ministry is not None:
        yield f"{node} <{terms.MINISTRY}> <{base}id/ministerie/{promise.ministry}>"
    if promise.requested_by is not None:
        yield f"{node} <{terms.REQUESTED_BY}> <{base}id/persoon/{promise.requested_by}>"
    if promise.meeting is not None and iris.KIND["overleg"].fits(promise.meeting):
        meeting = f"<{iris.iri(Ref('overleg', promise.meeting), base)}>"
        yield f"{node} <{terms.PROMISED_IN}> {meeting}"
        yield f"{meeting} <{terms.TYPE}> <{terms.OVERLEG}>"
        yield f"{meeting} <{terms.TK_ID}> {plain(promise.meeting)}"
        yield f"{meeting} <{terms.LABEL}> {dutch(promise.meeting_subject or f'Overleg {promise.meeting}')}"
        if promise.meeting_day is not None:
            yield f"{meeting} <{terms.DATE}> {day(promise.meeting_day)}"
    if answer is not None:
        yield f"<{iris.iri(answer, base)}> <{terms.ADDRESSES}> {node}"


def decision_triples(decision: Decision, about: Ref, base: str = iris.BASE, *, serial: int = 1) -> Iterator[str]:
    """Give a decision's triples. ``serial``: 2 for a second vote on the same thing, and so on."""
    node = f"<{iris.iri(about, base)}>"
    vote = f"<{iris.iri(Ref('stemming', about.key + (f'.{serial}' if serial > 1 else '')), base)}>"
    result = f"<{terms.concept(decision.result)}>"
    yield f"{vote} <{terms.TYPE}> <{terms.STEMMING}>"
    yield f"{vote} <{terms.LABEL}> {dutch(f'Stemming over {about.key}')}"
    yield f"{vote} <{terms.VOTE_ON}> {node}"
    yield f"{vote} <{terms.RESULT}> {result}"
    yield f"{vote} <{terms.SOURCE}> {plain(decision.record)}"
    if decision.day is not None:
        yield f"{vote} <{terms.DATE}> {day(decision.day)}"
        yield f"{node} <{terms.DECIDED_ON}> {day(decision.day)}"
    if decision.result in terms.LISTS["motiestatus"]:
        yield f"{node} <{terms.STATUS}> {result}"
    for cast in decision.votes:
        if cast.party is not None:
            prop = terms.IN_FAVOUR if cast.in_favour else terms.AGAINST
            yield f"{vote} <{prop}> <{base}id/partij/{cast.party}>"


def _unnumbered(case: Case) -> Ref:
    """Give the address that a case has by the Kamer's number of it."""
    if case.kind is CaseKind.QUESTIONS:
        return Ref("handelingen", f"kv-tk-{case.number}")
    return Ref("motie" if case.kind is CaseKind.MOTION else "brief", case.number)
