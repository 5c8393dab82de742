"""kaohe: reads performance reports, recomputes their claims, and asks about what does not add up."""
