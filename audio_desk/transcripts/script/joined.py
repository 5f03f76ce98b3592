"""Several changes of one transcript, one after the other, as one."""

from __future__ import annotations

from collections.abc import Sequence

from audio_desk.transcripts.script.change import Change
from audio_desk.transcripts.script.kept import KeptSegment


def joined(changes: Sequence[Change]) -> Change:
    """At least one; called as the last one is. What came and went in between is left out."""
    if len(changes) == 1:
        return changes[0]
    before: dict[str, KeptSegment | None] = {}
    after: dict[str, KeptSegment | None] = {}
    for change in changes:
        gone = {segment.id: segment for segment in change.removed}
        come = {segment.id: segment for segment in change.added}
        for segment_id in (*gone, *come):
            before.setdefault(segment_id, gone.get(segment_id))
            after[segment_id] = come.get(segment_id)
    differing = [segment_id for segment_id in before if before[segment_id] != after[segment_id]]
    return Change(
        tuple(segment for key in differing if (segment := before[key]) is not None),
        tuple(segment for key in differing if (segment := after[key]) is not None),
        changes[0].speakers_before,
        changes[-1].speakers_after,
        changes[-1].kind,
    )
