"""`--plan`: what a request would carry and cost, in both modes; nothing is sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from audio_desk import timecode
from audio_desk.channels import channel_name
from audio_desk.cli.terminal import tell, write_json, write_line, write_table
from audio_desk.error_text import words_for
from audio_desk.errors import UsageError
from audio_desk.operations.asking.answer_form import AnswerForm
from audio_desk.operations.asking.ask import AskRequest
from audio_desk.operations.asking.estimate import estimate
from audio_desk.operations.asking.prices import money_of, price_table
from audio_desk.operations.asking.several import planned
from audio_desk.operations.desk import Desk
from audio_desk.request.capabilities import hears_all, writes_json
from audio_desk.request.cost import PriceTable
from audio_desk.request.plan import Delivery, DeliveryReason, RequestPlan
from audio_desk.request.several import SeveralPlan

Plans = Mapping[str, RequestPlan | UsageError]


async def print_plan(desk: Desk, request: AskRequest, *, as_json: bool) -> None:
    """Raises UsageError where not even the chosen mode can be asked."""
    rate = await desk.run(desk.store.tokens_a_second, request.account, request.model)
    made = planned(request, rate)
    AnswerForm(desk, request.account, request.model, made)  # a model may take less than the API
    table = price_table(desk.paths)
    if isinstance(made, SeveralPlan):
        _print_several(request, made, table, as_json=as_json)
        return
    both = estimate(
        request.recording,
        request.region,
        request.task,
        request.question,
        request.settings,
        rate,
        request.channel,
        as_json=writes_json(request.account, request.model, request.task),
    )
    plans: dict[str, RequestPlan | UsageError] = {"whole": both.whole}
    if request.region is not None:
        plans["region"] = both.region
    chosen = request.mode_sent if request.mode_sent in plans else "whole"
    if as_json:
        objects = {mode: _object(plan, request, table) for mode, plan in plans.items()}
        write_json({**_head(request, table), "mode": chosen, "plans": objects})
    else:
        _print(request, plans, chosen, table)
        _tell_sources(request, table, rate)


def _print(request: AskRequest, plans: Plans, chosen: str, table: PriceTable | None) -> None:
    columns = [_rows(plan, request, table) for plan in plans.values()]
    heads = [f"{mode} (chosen)" if mode == chosen else mode for mode in plans]
    names = ("Asked about:", "Sound:", "How:", "Request:", "Tokens:", "Price:")
    write_table([("", *heads), *zip(names, *columns, strict=True)])
    plan = plans[chosen]
    if isinstance(plan, RequestPlan):
        write_line()
        words = _words_sent(plan, request)
        write_line(words or "No words are sent: this model transcribes all that it gets.")


def _rows(plan: RequestPlan | UsageError, request: AskRequest, table: PriceTable | None) -> tuple[str, ...]:
    if isinstance(plan, UsageError):
        return (words_for(plan).sentence, "-", "-", "-", "-", "-")
    return (
        _span_words(plan),
        _sound_words(plan, request.recording.channels),
        way_words(plan),
        f"{plan.body_bytes:,} bytes",
        f"about {plan.estimated_tokens:,}",
        _money_words(_money(plan.estimated_tokens, request, table), request, table),
    )


def _span_words(plan: RequestPlan) -> str:
    if plan.region is None:
        return "all of it"
    if plan.span is not None:
        return f"{timecode.mmss(plan.span[0])} to {timecode.mmss(plan.span[1])}, whole seconds"
    return " to ".join(timecode.clock(edge, 3) for edge in plan.span_seconds)


def _sound_words(plan: RequestPlan, channels: int) -> str:
    alone = "" if plan.channel is None else f", only {channel_name(plan.channel, channels)}"
    about = "" if plan.delivery_reason == DeliveryReason.WHOLE and not plan.converts else "about "
    return f"{timecode.clock(plan.audio_seconds)}{alone}, {about}{plan.sound_bytes:,} bytes"


def way_words(plan: RequestPlan) -> str:
    """How the sound travels, and why."""
    if plan.delivery == Delivery.INLINE:
        return "inside the request, as 16 kHz mono FLAC"
    if plan.delivery_reason == DeliveryReason.TOO_LARGE:
        return "uploaded as FLAC: inside the request it would pass 20 MB"
    if plan.converts:
        return "uploaded, converted to 16 kHz mono FLAC"
    return "uploaded as it is"


def _money(tokens: int, request: AskRequest, table: PriceTable | None) -> float | None:
    return money_of(table, request.account, request.model, (tokens, 0))


def _money_words(money: float | None, request: AskRequest, table: PriceTable | None) -> str:
    if request.account == "on-device":
        return "free"
    if money is None or table is None:
        return "price unknown"
    return f"{money:.4f} {table.currency} without the answer"


def _tell_sources(request: AskRequest, table: PriceTable | None, learnt_rate: float | None) -> None:
    """On standard error, where no program reads a plan."""
    told = ["Nothing was sent."]
    if learnt_rate is not None:
        told.append(
            f"Estimated with {learnt_rate:.3g} tokens a second, learnt from this model's last answers."
        )
    if request.account == "gemini" and table is not None:
        told.append(f"Prices by the table of {table.dated.isoformat()}.")
    tell(" ".join(told))


def _head(request: AskRequest, table: PriceTable | None) -> dict[str, object]:
    return {
        "sent": False,
        "account": request.account,
        "model": request.model,
        "channel": request.channel,
        "currency": None if table is None else table.currency,
        "prices_dated": None if table is None else table.dated.isoformat(),
        "planned": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _object(
    plan: RequestPlan | UsageError, request: AskRequest, table: PriceTable | None
) -> dict[str, object]:
    if isinstance(plan, UsageError):
        return {"problem": words_for(plan).sentence}
    return {
        **_sound(plan),
        "prompt": _words_sent(plan, request),
        "body_bytes": plan.body_bytes,
        "tokens": plan.estimated_tokens,
        "tokens_a_second": plan.learnt_rate,
        "money": _money(plan.estimated_tokens, request, table),
    }


def _words_sent(plan: RequestPlan, request: AskRequest) -> str:
    return "" if hears_all(request.account, request.model, request.task) else plan.prompt


def _sound(plan: RequestPlan) -> dict[str, object]:
    start, end = plan.span_seconds
    return {
        "start": start,
        "end": end,
        "delivery": plan.delivery.value,
        "why": plan.delivery_reason.value,
        "mime_type": plan.mime_type,
        "converts": plan.converts,
        "sound_seconds": plan.audio_seconds,
        "sound_bytes": plan.sound_bytes,
    }


def _print_several(
    request: AskRequest, made: SeveralPlan, table: PriceTable | None, *, as_json: bool
) -> None:
    """The chosen way of each, and the sums."""
    money = _money(made.estimated_tokens, request, table)
    if as_json:
        sums = {
            "tokens_a_second": made.learnt_rate,
            "sound_seconds": made.audio_seconds,
            "body_bytes": made.body_bytes,
            "tokens": made.estimated_tokens,
            "money": money,
        }
        parts = [{"label": part.label, **_sound(part.plan)} for part in made.parts]
        write_json({**_head(request, table), "prompt": made.prompt, **sums, "parts": parts})
        return
    rows = [(part.label, _span_words(part.plan), way_words(part.plan)) for part in made.parts]
    write_table(rows)
    write_line(
        f"{timecode.clock(made.audio_seconds)} of sound, a request of {made.body_bytes:,} bytes, about"
        f" {made.estimated_tokens:,} tokens, {_money_words(money, request, table)}"
    )
    write_line()
    write_line(made.prompt)
    _tell_sources(request, table, made.learnt_rate)
