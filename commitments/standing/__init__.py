"""Where commitments stand: better or worse, what needs attention, which promises were kept."""
