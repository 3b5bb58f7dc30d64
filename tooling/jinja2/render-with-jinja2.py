"""Renders templates with real Jinja2: one JSON object a line in, the same with its outcome out.

In:  {"template": …, "context": {…}}; without a context, the one of the file that is the first argument.
     Further "settings" of white space and "partials", for cases that have them.
Out: further "text", or "error" (the kind), "path" (the name that is undefined) and, where Jinja2 tells,
     "concrete" (the member of which value of the context) or "member" (of a value that the template made),
     and "message" in Jinja2's words.

Needs Debian's python3-jinja2: `apt-get install python3-jinja2`, then /usr/bin/python3.
"""

import json
import re
import signal
import sys

from jinja2 import DictLoader, Environment, StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import FilterArgumentError
from jinja2.utils import missing

PLAIN_NAME = re.compile(r"[^\W\d]\w*")
SECONDS_A_TEMPLATE = 10


def currency(value):
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"${value:.2f}"
    # A filter of one's own never sees an undefined value.
    return str(value) if isinstance(value, StrictUndefined) else value


class TracedUndefined(StrictUndefined):
    """Says in its error which value lacks which member."""

    def _fail_with_undefined_error(self, *args, **kwargs):
        error = self._undefined_exception(self._undefined_message)
        error.traced = self
        raise error

    __iter__ = __str__ = __len__ = _fail_with_undefined_error
    __eq__ = __ne__ = __bool__ = __hash__ = __contains__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __rsub__ = _fail_with_undefined_error
    __mul__ = __rmul__ = __div__ = __rdiv__ = _fail_with_undefined_error
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = _fail_with_undefined_error
    __mod__ = __rmod__ = __pos__ = __neg__ = __call__ = __getitem__ = _fail_with_undefined_error
    __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = _fail_with_undefined_error
    __complex__ = __pow__ = __rpow__ = _fail_with_undefined_error

    def __getattr__(self, name):
        if name[:2] == "__":
            raise AttributeError(name)
        self._fail_with_undefined_error()


def step(key):
    if isinstance(key, int):
        return f"[{key}]"
    return f".{key}" if PLAIN_NAME.fullmatch(key) else f"['{key}']"


def paths_of(value, path, found):
    """The path of each container of the context, by identity."""
    if isinstance(value, dict):
        found[id(value)] = path
        for key, item in value.items():
            paths_of(item, f"{path}{step(key)}" if path else key, found)
    elif isinstance(value, list):
        found[id(value)] = path
        for index, item in enumerate(value):
            paths_of(item, f"{path}[{index}]", found)
    return found


def kind_of(error):
    if isinstance(error, UndefinedError):
        return "undefined"
    if isinstance(error, TemplateSyntaxError):
        return "syntax"
    if isinstance(error, ZeroDivisionError):
        return "zerodivision"
    if isinstance(error, (RecursionError, MemoryError)):
        return "limit"
    if isinstance(error, (ValueError, OverflowError, IndexError, KeyError, AssertionError)):
        return "value"
    if isinstance(error, (TypeError, AttributeError, FilterArgumentError)):
        return "type"
    return type(error).__name__


def place_of(error, containers):
    undefined = getattr(error, "traced", None)
    if undefined is None or undefined._undefined_hint is not None:
        return {}
    holder, name = undefined._undefined_obj, undefined._undefined_name
    if holder is missing:
        return {"path": name}
    if not isinstance(name, (int, str)) or isinstance(name, bool):
        return {}
    if id(holder) in containers:
        return {"concrete": containers[id(holder)] + step(name)}
    return {"member": step(name)}


def environment_of(case):
    settings = case.get("settings", {})
    environment = Environment(
        undefined=TracedUndefined,
        trim_blocks=settings.get("trimBlocks", False),
        lstrip_blocks=settings.get("lstripBlocks", False),
        keep_trailing_newline=settings.get("keepTrailingNewline", False),
        loader=DictLoader(case.get("partials", {})),
    )
    environment.filters["currency"] = currency
    return environment


def run(environment, source, context):
    containers = paths_of(context, "", {})
    containers.pop(id(context))
    try:
        return {"text": environment.from_string(source).render(context)}
    except TimeoutError:
        raise
    except Exception as error:  # every error is an expectation
        return {"error": kind_of(error), **place_of(error, containers), "message": str(error)}


def stop(_signal, _frame):
    raise TimeoutError("a template takes too long")


def main():
    shared = open(sys.argv[1], encoding="utf-8").read() if len(sys.argv) > 1 else "{}"
    plain = environment_of({})
    signal.signal(signal.SIGALRM, stop)
    for line in sys.stdin.buffer:
        case = json.loads(line)
        signal.alarm(SECONDS_A_TEMPLATE)
        # A fresh context each time: Jinja2 lets a template change it.
        context = case["context"] if "context" in case else json.loads(shared)
        copy = json.loads(json.dumps(context))
        environment = environment_of(case) if "settings" in case or "partials" in case else plain
        outcome = run(environment, case["template"], copy)
        signal.alarm(0)
        line = json.dumps({**case, **outcome}, ensure_ascii=False) + "\n"
        sys.stdout.buffer.write(line.encode("utf-8", "surrogatepass"))


main()
