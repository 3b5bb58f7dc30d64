/** Where a text stops being JSON: lines and columns count from 1. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
}

/** What a JSON text takes as it is: everything but its quote, its escape sign and the controls below U+0020. */
const plain = String.raw`[^"\\\u0000-\u001f]*`;
const text = String.raw`"${plain}(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})${plain})*"`;
const number = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`;

/** A sign, or a whole value. */
const token = new RegExp(
  String.raw`[ \t\r\n]*(?:([{}[\],:])|(${text}|${number}|true|false|null))`,
  "y",
);

/** What may come next, by the sign that it begins with: `v` is a value that is no text. */
const allowed = {
  value: '{["v',
  "first value": '{["v]',
  key: '"',
  "first key": '"}',
  colon: ":",
  end: ",]}",
} as const;

type State = keyof typeof allowed;
type Open = "{" | "[";

/** The first place at which a text is no JSON; null where it is JSON. The engine's own errors mostly have none. */
export function findJsonFault(json: string): JsonFault | null {
  const scanner = new RegExp(token);
  const open: Open[] = [];
  let state: State = "value";
  for (;;) {
    const start = scanner.lastIndex;
    const [, sign, value] = scanner.exec(json) ?? [];
    const kind = sign ?? (value?.startsWith('"') === false ? "v" : value?.charAt(0));
    const next: State | null = kind === undefined ? null : toNextState(state, kind, open);
    if (next === null) {
      const at = start + (/^[ \t\r\n]*/.exec(json.slice(start))?.[0].length ?? 0);
      const isWhole = at === json.length && state === "end" && open.length === 0;
      return isWhole ? null : toPlace(json, at);
    }
    state = next;
  }
}

/** Null where the sign may not stand here. */
function toNextState(state: State, kind: string, open: Open[]): State | null {
  if (!allowed[state].includes(kind)) return null;
  switch (kind) {
    case "{":
    case "[":
      open.push(kind);
      return kind === "{" ? "first key" : "first value";
    case "}":
      return open.pop() === "{" ? "end" : null;
    case "]":
      return open.pop() === "[" ? "end" : null;
    case ":":
      return "value";
    case ",":
      return toNextMember(open.at(-1));
    default:
      return state.endsWith("key") ? "colon" : "end";
  }
}

function toNextMember(around: Open | undefined): State | null {
  if (around === undefined) return null;
  return around === "{" ? "key" : "value";
}

function toPlace(json: string, at: number): JsonFault {
  const before = json.slice(0, at);
  const lines = before.split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
