"""What a case of ``cases/*.toml`` says of a finding, as it was found."""

from __future__ import annotations

from typing import Any

from kamergraaf.ontology.model import Motion


def of_motion(m: Motion, wanted: dict[str, Any]) -> dict[str, Any]:
    """Give of a motion what a case tells."""
    every = {
        "members": [p.name for p in m.proposers],
        "ids": list(m.ids),
        "others": m.and_others,
        "amended": m.amended,
        "subject": m.subject,
        "asked": m.asked,
        "decision": m.decision,
        "adopted": str(m.adopted),
        "replaces": m.replaces,
        "deed": m.acts[0].deed.value if m.acts else None,
    }
    return {key: every[key] for key in wanted}
