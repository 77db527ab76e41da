"""Words in English and French: the message catalogue, dates, numbers, codes and data texts."""
