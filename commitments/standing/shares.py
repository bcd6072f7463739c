"""Whole per cents that add up. Pure."""


def per_cents(numbers: list[int]) -> list[int]:
    """The shares of numbers in their sum, in whole per cents that add up to 100, or all nought; none above nought is lost.

    By the largest remainder; a number that would round to nothing gets 1 from the largest share.
    """
    total = sum(numbers)
    if not total:
        return [0] * len(numbers)
    shares = [max(100 * number // total, 1) if number else 0 for number in numbers]
    remainders = sorted(range(len(numbers)), key=lambda place: -(100 * numbers[place] % total))
    for place in remainders[: max(100 - sum(shares), 0)]:
        shares[place] += 1
    shares[shares.index(max(shares))] += 100 - sum(shares)
    return shares
