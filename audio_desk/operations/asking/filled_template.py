"""A template of a question with what is known of a recording filled in."""

from __future__ import annotations

from audio_desk.errors import SettingInvalid
from audio_desk.operations.asking.templates import all_templates
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.request.templates import TemplateFields, fill
from audio_desk.settings import Mode
from audio_desk.timecode import whole_seconds_around


def fields_of(
    recording: Recording,
    region: Region | None,
    mode: Mode,
    speakers: tuple[str, ...] = (),
    names: tuple[str, ...] = (),
) -> TemplateFields:
    """A clip's times begin at nought, because that is what the model hears."""
    start, end = region.seconds(recording.rate) if region is not None else (0.0, recording.duration)
    if region is not None and mode == "region":
        start, end = 0.0, end - start
    return TemplateFields(*whole_seconds_around(start, end), recording.path.name, speakers, names)


async def speakers_of(desk: Desk, recording_id: int) -> tuple[str, ...]:
    """Those that the recording's answers name. Raises StoreUnavailable."""
    answers = await desk.run(desk.store.answers, recording_id)
    named = (segment.speaker for answer in answers for segment in answer.segments)
    return tuple(dict.fromkeys(speaker for speaker in named if speaker))


async def filled(
    desk: Desk,
    name: str,
    recording: Recording,
    region: Region | None,
    mode: Mode,
    names: tuple[str, ...],
) -> str:
    """The question that the template `name` makes; case does not matter. Raises SettingInvalid."""
    templates = await desk.run(all_templates, desk.paths)
    wanted = [one for one in templates if one.name.casefold() == name.strip().casefold()]
    if not wanted:
        known = ", ".join(one.name for one in templates)
        raise SettingInvalid(f"no template is called {name}; there are {known}")
    speakers = await speakers_of(desk, recording.record.id)
    return fill(wanted[0].text, fields_of(recording, region, mode, speakers, names))
