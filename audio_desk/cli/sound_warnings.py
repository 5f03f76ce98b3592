"""What is wrong with sound that is about to be sent, on standard error, with the option that helps."""

from __future__ import annotations

from typing import Final

from audio_desk.audio.quality.mix_warnings import MixWarning
from audio_desk.channels import MIX, channel_name
from audio_desk.cli.terminal import tell
from audio_desk.cli.waiting import Waits
from audio_desk.errors import AudioError
from audio_desk.note_text import mix_sentence
from audio_desk.operations.asking.sent_sound import listen_before
from audio_desk.operations.asking.topic import Topic
from audio_desk.operations.desk import Desk

LISTENING_WORDS: Final = "Listening for what may be wrong with the sound"


async def tell_of_sound(desk: Desk, topic: Topic) -> None:
    """Nothing where it is well; a file that cannot be read is told of when it is sent."""
    try:
        with Waits() as waits:
            waits.say(LISTENING_WORDS)
            heard = await listen_before(desk, topic.recording, topic.region)
    except AudioError:
        return
    channels = topic.recording.channels
    for warning in heard.warnings(topic.channel):
        sentence = mix_sentence(warning, channels)
        tell(f"“{topic.name}”: {sentence}{_way_out(warning, channels)}")


def _way_out(warning: MixWarning, channels: int) -> str:
    ways = [
        option_of(channel, channels) for channel in sorted(way for way in warning.ways_out if way is not None)
    ]
    return f" Send one channel with {' or '.join(ways[:2])}." if ways else ""


def option_of(channel: int | None, channels: int) -> str:
    """As one types it: `--channel left`, `--channel 3`."""
    if channel is None:
        return f"--channel {MIX}"
    return f"--channel {channel_name(channel, channels).removeprefix('channel ')}"
