"""What a view shows after each action."""

from __future__ import annotations

from kamergraaf.web.kinds import KIND
from kamergraaf.web.view import Near, State, read_state, stages, visible

BRIEF, MOTIE, PERSOON, ORGANISATIE = KIND["brief"], KIND["motie"], KIND["persoon"], KIND["organisatie"]
AROUND = {
    "brief/a": [
        Near("kamerstuk/1-1", MOTIE),
        Near("persoon/p", PERSOON, weak=True),
        Near("persoon/q", PERSOON, weak=True),
        *(Near(f"organisatie/o{i}", ORGANISATIE) for i in range(9)),
    ],
    "kamerstuk/1-1": [Near("brief/a", BRIEF), Near("persoon/p", PERSOON), Near("dossier/1", KIND["dossier"], True)],
    "persoon/p": [Near("kamerstuk/1-1", MOTIE), Near("partij/x", KIND["partij"], True)],
}


def _near(id_: str) -> list[Near]:
    return AROUND.get(id_, [])


def test_first_view() -> None:
    """The first ring whole but for bodies named in passing; a proposer stands beside the motion."""
    seen = visible(State("brief/a"), BRIEF, _near)

    assert list(seen) == [
        "brief/a",
        "kamerstuk/1-1",
        "persoon/q",
        "organisatie/o0",
        "organisatie/o1",
        "+brief/a+organisatie",
        "persoon/p",
    ]
    assert seen["persoon/p"].parent == "kamerstuk/1-1"
    assert seen["+brief/a+organisatie"].more == 7
    assert "dossier/1" not in seen  # derived from a number


def test_actions_in_order() -> None:
    """Opening adds, closing takes away again, a chip shows the rest of its kind."""
    opened = visible(read_state("brief/a", "persoon/p", "", ""), BRIEF, _near)
    closed = visible(read_state("brief/a", "persoon/p~-persoon/p", "", ""), BRIEF, _near)
    whole = visible(read_state("brief/a", "+brief/a+organisatie", "", ""), BRIEF, _near)

    assert opened["partij/x"].depth == 3
    assert "partij/x" not in closed
    assert sum(seen.kind is ORGANISATIE for seen in whole.values()) == 9
    assert "+brief/a+organisatie" not in whole


def test_a_chip_counts_what_is_still_hidden() -> None:
    """What another thing brought into view is no longer counted by the chip that stood for it."""
    around = {
        "brief/a": [Near("persoon/p", PERSOON), *(Near(f"partij/x{i}", KIND["partij"]) for i in range(3))],
        "persoon/p": [Near("brief/a", BRIEF), Near("partij/x1", KIND["partij"])],
    }
    first = visible(State("brief/a"), BRIEF, lambda id_: around.get(id_, []))
    after = visible(State("brief/a", ("persoon/p",)), BRIEF, lambda id_: around.get(id_, []))

    assert [first["+brief/a+partij"].more, after["+brief/a+partij"].more] == [3, 2]


def test_many_come_by_pages() -> None:
    """Of a kind with many each click shows twenty more; what is left is counted."""
    around = {"partij/x": [Near(f"persoon/p{i}", PERSOON) for i in range(60)]}
    chip = "+partij/x+persoon"
    left = [
        visible(State("partij/x", (chip,) * clicks), KIND["partij"], lambda id_: around.get(id_, [])).get(chip)
        for clicks in range(4)
    ]

    assert [seen.more if seen else 0 for seen in left] == [53, 33, 13, 0]


def test_one_stage_an_action() -> None:
    """What comes with an action comes in its own stage, so that earlier places hold."""
    made = stages(read_state("brief/a", "persoon/p~-persoon/p", "", ""), BRIEF, _near)

    assert [[seen.id for seen in stage.come] for stage in made[2:]] == [["partij/x"], []]
    assert made[3].go == ("partij/x",)
