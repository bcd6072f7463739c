"""What differs between two times: texts, an update, a commitment, a whole plan."""
