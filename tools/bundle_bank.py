#!/usr/bin/env python3
"""bundle_bank.py QUESTIONS OUT: joins the cards of the question bank into one compact JSON document.

{"format": 1, "cards": [...]}, in the order of their ids, so that the same files always give the same bytes. Each card gets a further
field "file", which messages name; "verify", which only the tests read, is emptied. Content is not checked here: the engine's loader
does, and says where a card is wrong.
"""

import json
import sys
from pathlib import Path

FORMAT = 1
NO_CARDS = {"schema", "scenarios"}


def load(path: Path, questions: Path) -> dict:
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as problem:
        sys.exit(f"{path}: not valid JSON: {problem}")
    if not isinstance(card, dict):
        sys.exit(f"{path}: expected a card, an object with the field \"id\"")
    card["verify"] = []
    card["file"] = f"questions/{path.relative_to(questions).as_posix()}"
    return card


def main() -> None:
    questions, out = Path(sys.argv[1]), Path(sys.argv[2])
    paths = [path for path in questions.glob("*/*.json") if path.parent.name not in NO_CARDS]
    cards = sorted((load(path, questions) for path in paths), key=lambda card: str(card.get("id", "")))
    bundle = {"format": FORMAT, "cards": cards}
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(bundle, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
