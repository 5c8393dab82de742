"""kaohe: reads performance reports, recomputes their claims, asks about what does not add up."""
