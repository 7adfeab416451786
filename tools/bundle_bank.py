#!/usr/bin/env python3
"""bundle_bank.py QUESTIONS BUNDLE OUTLINE: joins the cards and scenarios of the question bank into one compact text, and sums it up.

The bundle begins with a JSON document, {"format": 2, "columns": {...}, "cards": [...], "scenarios": [...], "curriculum": [...]}, in the order of
their ids, the curriculum in its own, so that the same files always give the same bytes. In place of each text stands null. The texts
follow the document, with a record separator (U+001E) before the first and after each: those of one field together, in the order of the
document; `columns` says how many each field has. So they are read faster and compress better. Each card and scenario gets a further field
"file", which messages name. What only the tests read is left out: `verify` but for the snippets that `output` questions show, `check`
programs, and what a task's check prints. Content is not checked here: the engine's loader does, and says where a card is wrong.

The outline is for what is shown before the bundle is read: a line for each card, with id, topic, level, title, and the ids of its
questions without the own id that they begin with, parted by tabs, and these ids by blanks; a question whose numbers are drawn ends with a
star.
"""

import json
import sys
from pathlib import Path

FORMAT = 2
TEXT_END = "\x1e"
OF_A_CURRICULUM_ITEM = ("id", "section", "asks")
SHOWN_OF_A_SNIPPET = ("id", "code", "stdout", "min_version", "max_version")


def load(path: Path, questions: Path) -> dict:
    try:
        entry = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as problem:
        sys.exit(f"{path}: not valid JSON: {problem}")
    if not isinstance(entry, dict):
        sys.exit(f"{path}: expected an object with the field \"id\"")
    entry.pop("$schema", None)
    entry["file"] = f"questions/{path.relative_to(questions).as_posix()}"
    return entry


def slim(card: dict) -> dict:
    shown = {question.get("snippet") for question in card.get("questions", [])}
    card["verify"] = [{name: snippet[name] for name in SHOWN_OF_A_SNIPPET if name in snippet}
                      for snippet in card.get("verify", []) if snippet.get("id") in shown]
    for question in card.get("questions", []):
        question.pop("check", None)
    for name in ("check", "stdout"):
        card.get("task", {}).pop(name, None)
    return card


def load_all(paths, questions: Path) -> list:
    return sorted((load(path, questions) for path in paths), key=lambda entry: str(entry.get("id", "")))


def curriculum(path: Path) -> list:
    items = load(path, path.parent).get("items", []) if path.exists() else []
    return [{name: item[name] for name in OF_A_CURRICULUM_ITEM if name in item} for item in items]


def into_columns(value, field: str, columns: dict):
    """`value` with null for each text, which is appended to the column of the field that it is, or in whose list it stands."""
    if isinstance(value, str):
        if TEXT_END in value:
            sys.exit(f"a record separator (U+001E) stands in the field \"{field}\" of a card or scenario. Try: switchpoint check")
        columns.setdefault(field, []).append(value)
        return None
    if isinstance(value, list):
        return [into_columns(item, field, columns) for item in value]
    if isinstance(value, dict):
        return {name: into_columns(item, name, columns) for name, item in value.items()}
    if value is None:
        sys.exit(f"null stands in the field \"{field}\" of a card or scenario, where nothing may be null. Try: switchpoint check")
    return value


def outline(card: dict) -> str:
    """One line. What is not right in it is the engine's to say: it reads the bundle, too."""
    own = str(card.get("id", "")) + "-"
    questions = (str(question.get("id", "")).removeprefix(own) + "*" * ("draw" in question) for question in card.get("questions", []))
    fields = [*(str(card.get(name, "")) for name in ("id", "topic", "level", "title")), " ".join(questions)]
    return "\t".join(" ".join(field.split()) for field in fields) + "\n"


def main() -> None:
    questions, bundle_file, outline_file = map(Path, sys.argv[1:4])
    topics = [path for path in questions.glob("*/*.json") if path.parent.name not in {"schema", "scenarios"}]
    columns: dict[str, list[str]] = {}
    entries = {
        "cards": [slim(card) for card in load_all(topics, questions)],
        "scenarios": load_all(questions.glob("scenarios/*.json"), questions),
        "curriculum": curriculum(questions / "curriculum.json"),
    }
    lines = "".join(map(outline, entries["cards"]))
    stripped = into_columns(entries, "", columns)
    columns = dict(sorted(columns.items(), key=lambda column: -sum(map(len, column[1]))))  # they compress better in this order
    bundle = {"format": FORMAT, "columns": {field: len(texts) for field, texts in columns.items()}, **stripped}
    document = json.dumps(bundle, ensure_ascii=False, separators=(",", ":"))
    texts = "".join(text + TEXT_END for column in columns.values() for text in column)
    for file, text in ((bundle_file, document + TEXT_END + texts), (outline_file, lines)):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())


if __name__ == "__main__":
    main()
