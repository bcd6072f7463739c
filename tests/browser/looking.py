"""What axe finds on a page, looked for in two goes that together take half the time of one.

Contrast takes axe longest, text by text, and a register repeats a few ways to look some thousand times. So it is judged for three
texts of each way to look, and every other rule for the whole page.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Only what is wrong is written out: on a page of 93 rows that takes a third of the time.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "rules": {"color-contrast": {"enabled": False}},
}
# Contrast depends on colour, size and weight of a text, and on what lies behind it.
CONTRAST = """async () => {
    const alike = new Map();
    for (const each of document.body.querySelectorAll("*")) {
        if (![...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
        const { color, fontSize, fontWeight } = getComputedStyle(each);
        const look = [color, fontSize, fontWeight];
        for (let at = each; at; at = at.parentElement) {
            const { backgroundColor, backgroundImage, opacity } = getComputedStyle(at);
            look.push(backgroundColor, backgroundImage, opacity);
        }
        const name = look.filter((part) => !["rgba(0, 0, 0, 0)", "none", "1"].includes(part)).join();
        alike.set(name, [...(alike.get(name) ?? []), each].slice(0, 3));
    }
    const chosen = [...alike.values()].flat();
    if (!chosen.length) return [];
    const found = await axe.run(chosen, { runOnly: { type: "rule", values: ["color-contrast"] }, resultTypes: ["violations"] });
    return found.violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html}: ${node.failureSummary}`));
}"""


def faults(page: Page) -> list[str]:
    """What axe (WCAG 2.2 AA and best practice) finds wrong on a page, a text each."""
    found = Axe().run(page, options=RULES)
    of_rules = [found.generate_report()] if found.violations_count else []
    return of_rules + page.evaluate(CONTRAST)
