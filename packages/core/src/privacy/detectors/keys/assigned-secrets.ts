import type { Span } from "../../redactor.js";
import { isSecretValue, mayNameSecret, namedSecret, readSecretName } from "./secret-value.js";

/** How much of a text before the sign may be the name. */
const longestName = 48;

/** What stands between a name and its value, from the sign on: `: "`, ` = `, `=>`, `":"`. */
const opening = /(?:=>|:=|[:=：])[ \t]{0,3}\\{0,3}(["'`]?)/y;
/** A value ends with a space, a quote or a sign that ends statements and parameters. */
const bare = /[^\s"'`;&<>]{1,1024}/y;
const quoted = { '"': /[^"\n]{1,1024}/y, "'": /[^'\n]{1,1024}/y, "`": /[^`\n]{1,1024}/y };
const authScheme = /(?:Bearer|Basic|Token|ApiKey)[ \t]{1,3}/iy;

/** Values of names that say what they are: `api_key=…`, `"password": "…"`, `Authorization: Bearer …`. */
export function findAssignedSecrets(text: string): readonly Span[] {
  if (!mayNameSecret(text)) return [];
  const spans: Span[] = [];
  namedSecret.lastIndex = 0;
  for (let found = namedSecret.exec(text); found !== null; found = namedSecret.exec(text)) {
    const span = readAssignment(text, namedSecret.lastIndex);
    if (span === null) continue;
    spans.push(span);
    namedSecret.lastIndex = span.end;
  }
  return spans;
}

/** The secret after the sign between a name and its value; null where the value is none. */
function readAssignment(text: string, sign: number): Span | null {
  const before = text.slice(Math.max(0, sign - longestName), sign);
  const kind = readSecretName(before.replace(/["'`\])\\]{0,4}[ \t]?$/, ""));
  opening.lastIndex = sign;
  const [opened = "", quote = ""] = opening.exec(text) ?? [];
  const value = readValue(text, { start: sign + opened.length, quote });
  if (kind === null || value === null) return null;
  const { start, end, hasScheme } = value;
  const isSecret = isSecretValue({
    kind: hasScheme ? "password" : kind,
    value: text.slice(start, end),
    isMarked: hasScheme || quote !== "" || opened.startsWith("="),
  });
  return isSecret ? { start, end } : null;
}

interface FoundValue extends Span {
  /** Whether `Bearer` or another scheme of HTTP stands before it. */
  readonly hasScheme: boolean;
}

/** Where a value begins, after its quote; an empty quote where there is none. */
interface ValuePlace {
  readonly start: number;
  readonly quote: string;
}

function readValue(text: string, { start, quote }: ValuePlace): FoundValue | null {
  const scheme = take(authScheme, { text, start })?.length ?? 0;
  const from = start + scheme;
  const value =
    readQuoted(text, { start: from, quote }) ??
    take(bare, { text, start: from })?.replace(/[.,)\]}\\]+$/, "");
  if (value === undefined) return null;
  return { start: from, end: from + value.length, hasScheme: scheme > 0 };
}

/** Up to the quote that closes it, in the same line; null where none does. */
function readQuoted(text: string, { start, quote }: ValuePlace): string | null {
  if (quote !== '"' && quote !== "'" && quote !== "`") return null;
  const value = take(quoted[quote], { text, start });
  return value !== null && text[start + value.length] === quote ? value.replace(/\\+$/, "") : null;
}

function take(
  pattern: RegExp,
  { text, start }: { readonly text: string; readonly start: number },
): string | null {
  pattern.lastIndex = start;
  return pattern.exec(text)?.[0] ?? null;
}
