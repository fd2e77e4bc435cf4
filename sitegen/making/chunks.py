"""The work of one chunk, as any process does it: functions of a module, so that they can be sent there."""

from collections.abc import Sequence

from sitegen.making.order import Order
from sitegen.making.pieces import Finished, Item, SiteFacts, World, Woven
from sitegen.making.shop import shop_for
from sitegen.making.weave import finish_item, weave_item


def weave_chunk(items: Sequence[Item], order: Order, facts: SiteFacts | None) -> Sequence[Woven]:
    """Return what comes of these briefings by themselves."""
    shop = shop_for(order)
    return [weave_item(item, shop, facts) for item in items]


def finish_chunk(items: Sequence[tuple[Item, World]], order: Order, facts: SiteFacts | None) -> Sequence[Finished]:
    """Return what was left of these briefings, each with what it needs of the others."""
    shop = shop_for(order)
    return [finish_item(item, shop, world, facts) for item, world in items]
