"""Renders templates.jsonl with real Jinja2 and writes the renderer's golden cases.

Run by hand: `apt-get install python3-jinja2`, then from the repository's root
`/usr/bin/python3 tooling/jinja2/make-cases.py`.
"""

import json
import re
from pathlib import Path

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, UndefinedError

HERE = Path(__file__).parent
TARGET = HERE.parent.parent / "packages" / "renderer" / "test"


def currency(value):
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"${value:.2f}"
    return str(value)


def kind_of(error):
    if isinstance(error, UndefinedError):
        return "undefined"
    if isinstance(error, TemplateSyntaxError):
        return "syntax"
    if isinstance(error, ZeroDivisionError):
        return "zerodivision"
    if isinstance(error, (ValueError, OverflowError, IndexError, KeyError, AssertionError)):
        return "value"
    if isinstance(error, TypeError):
        return "type"
    return type(error).__name__


def run(environment, source, context):
    try:
        return {"text": environment.from_string(source).render(context)}
    except Exception as error:  # every error is an expectation
        outcome = {"error": kind_of(error)}
        named = re.fullmatch(r"'(\w+)' is undefined", str(error))
        if named:
            outcome["path"] = named.group(1)
        return outcome


def main():
    context_text = (TARGET / "jinja2-context.json").read_text("utf-8")
    environment = Environment(undefined=StrictUndefined)
    environment.filters["currency"] = currency
    with (HERE / "templates.jsonl").open(encoding="utf-8") as source:
        templates = [json.loads(line) for line in source if line.strip()]
    with (TARGET / "jinja2-cases.jsonl").open("w", encoding="utf-8") as target:
        for template in templates:
            # A fresh context each time: Jinja2 lets a template change it.
            outcome = run(environment, template["template"], json.loads(context_text))
            target.write(json.dumps({**template, **outcome}, ensure_ascii=False) + "\n")
    print(f"{len(templates)} cases")


main()
