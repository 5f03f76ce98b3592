"""The words of a plan in full, row by row: what leaves in each of the two modes, and what it costs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from audio_desk.channels import channel_name
from audio_desk.error_text import words_for
from audio_desk.errors import UsageError
from audio_desk.operations.asking.spending import Spending
from audio_desk.request.cost import PriceTable
from audio_desk.request.plan import Delivery, DeliveryReason, RequestPlan
from audio_desk.settings import Account
from audio_desk.timecode import clock, mmss
from audio_desk.ui.amounts import count_words, money_words, size_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("PlanWords", text)


def row_names() -> tuple[str, ...]:
    return (
        _tr("Asked about"),
        _tr("Sound sent"),
        _tr("How"),
        _tr("Request"),
        _tr("Tokens"),
        _tr("Price"),
    )


def rows(
    plan: RequestPlan | UsageError,
    dollars: float | None,
    account: Account,
    *,
    uploaded: bool,
    channels: int = 1,
) -> tuple[str, ...]:
    """One for each of `row_names`; of a plan that cannot be, the reason stands in the first."""
    if isinstance(plan, UsageError):
        return (words_for(plan).sentence, *("–" for _ in row_names()[1:]))
    price = _tr("free") if account == "on-device" else _tr("price unknown")
    return (
        span_words(plan),
        sound_words(plan, channels),
        way_words(plan, uploaded=uploaded),
        size_words(plan.body_bytes),
        f"≈ {count_words(plan.estimated_tokens)}",
        price if dollars is None or account == "on-device" else money_words(dollars),
    )


def span_words(plan: RequestPlan) -> str:
    """Whole seconds where they are written into the prompt, exact where a clip is cut."""
    if plan.region is None:
        return _tr("everything")
    if plan.span is not None:
        return _tr("{0} to {1}, whole seconds").format(*map(mmss, plan.span))
    return _tr("{0} to {1}, exactly").format(*(clock(second, 3) for second in plan.span_seconds))


def sound_words(plan: RequestPlan, channels: int) -> str:
    """How much of it, and what of it, of so many channels."""
    words = _tr("{0} of sound").format(clock(plan.audio_seconds))
    if plan.channel is not None:
        return _tr("{0}, only {1}").format(words, channel_name(plan.channel, channels))
    return words if channels == 1 else _tr("{0}, all channels: the model hears their mean").format(words)


def way_words(plan: RequestPlan, *, uploaded: bool) -> str:
    if plan.delivery == Delivery.INLINE:
        return _tr("inside the request, as 16 kHz mono FLAC: it fits within 20 MB")
    if plan.delivery_reason == DeliveryReason.TOO_LARGE:
        return _tr("uploaded as FLAC: a request with it inside would pass 20 MB")
    if uploaded:
        return _tr("points at the upload that is there already")
    if plan.converts and plan.channel is not None:
        words = _tr("uploaded once, converted to 16 kHz FLAC of that channel, about {0}")
        return words.format(size_words(plan.sound_bytes))
    if plan.converts:
        return _tr("uploaded once, converted to 16 kHz mono FLAC: Gemini does not take the file as it is")
    return _tr("uploaded once as it is, then used for every question")


def rate_words(learnt: float | None) -> str:
    """Where the estimate comes from."""
    if learnt is None:
        return _tr("Estimated with 32 tokens a second of sound, as documented.")
    words = _tr("Estimated with {0} tokens a second of sound, learnt from this model's last answers.")
    return words.format(f"{learnt:.1f}".removesuffix(".0"))


def price_words(table: PriceTable | None) -> str:
    if table is None:
        return _tr("There is no table of prices.")
    return _tr("Prices without the answer's, by the table of {0}.").format(table.dated.isoformat())


def spent_words(spending: Spending) -> str:
    """`18,204 tokens (2,000 from the cache) · $0.02`"""
    tokens = _tr("{0} tokens").format(count_words(spending.tokens))
    if spending.cached:
        tokens += _tr(" ({0} from the cache)").format(count_words(spending.cached))
    if spending.is_known:
        return f"{tokens} · {money_words(spending.money)}"
    more = _tr("at least {0}").format(money_words(spending.money)) if spending.money else ""
    return f"{tokens} · {more or _tr('price unknown')}"
