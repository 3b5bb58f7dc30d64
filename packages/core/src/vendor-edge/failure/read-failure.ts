import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
} from "../../json/json-value.js";

/** A failure as a vendor's reply tells it, whatever its form. */
export interface ToldFailure {
  /** The vendor's words, without markup; empty where it has none. */
  readonly words: string;
  /** Its names for the failure, the most exact one first: `insufficient_quota`. */
  readonly names: readonly string[];
  /** The HTTP status that the body gives: gateways put it into `code`, also in an answer whose own status is 200. */
  readonly status: number | undefined;
}

/**
 * Reads what a body says of a failure: OpenAI's and Anthropic's `error` object, one that is a text, a list of them,
 * `detail` (FastAPI), a bare `message`, and pages of HTML, whose title says most.
 *
 * @param body JSON that was read, or a text: no answer is one.
 * @returns null for a body that tells of no failure.
 */
export function readFailure(body: JsonValue | undefined): ToldFailure | null {
  if (typeof body === "string") return readText(body.trim());
  if (isJsonList(body)) return readFailure(body[0]);
  if (!isJsonObject(body)) return null;
  const { error, errors, detail, message, choices } = body;
  if (isJsonObject(error)) return joinBody(readFields(error), body);
  if (isTold(error)) return { ...readFields(body), words: toWords(error) };
  if (isJsonList(errors) && errors.length > 0) return readFailure({ error: errors[0] ?? null });
  if (isTold(detail)) return { ...readFields(body), words: toWords(detail) };
  if (isJsonList(choices)) return readChoice(choices[0]);
  return typeof message === "string" && message !== "" ? readFields(body) : null;
}

/** Gateways tell of a failure inside of an answer at its choice. */
function readChoice(choice: JsonValue | undefined): ToldFailure | null {
  if (!isJsonObject(choice) || !isJsonObject(choice["error"])) return null;
  return readFailure({ error: choice["error"] });
}

/** An `error` that is there and says nothing (`null`, `false`, `""`, `[]`) stands in good answers. */
function isTold(value: JsonValue | undefined): value is JsonValue {
  if (isJsonList(value)) return value.length > 0;
  return typeof value === "string" ? value.trim() !== "" : isJsonObject(value) || value === true;
}

function readFields({ message, code, type, status }: JsonObject): ToldFailure {
  const stated = [code, type, status];
  return {
    words: message === undefined || message === null ? "" : toWords(message),
    names: stated.filter((name) => typeof name === "string").filter(isName),
    status: stated.map(toStatus).find((found) => found !== undefined),
  };
}

/** `error` names every event that tells of one. */
function isName(text: string): boolean {
  return text !== "" && text !== "error" && toStatus(text) === undefined;
}

/** Where the error object says nothing itself, what stands beside it may. */
function joinBody(told: ToldFailure, body: JsonObject): ToldFailure {
  const beside = readFields(body);
  return {
    words: told.words || beside.words || toWords(body["error"]),
    names: [...told.names, ...beside.names],
    status: told.status ?? beside.status,
  };
}

function readText(text: string): ToldFailure | null {
  if (text === "") return null;
  const json = /^[[{"]/.test(text) ? parseJson(text) : undefined;
  const told = json === undefined ? null : readFailure(json);
  return told ?? { words: isPage(text) ? readPage(text) : text, names: [], status: undefined };
}

export function isPage(text: string): boolean {
  return /^\s*<(?:!doctype|html|head|body|center|\?xml)/i.test(text);
}

/** In UTF-16 units: what a page wants to say stands at its beginning. */
const mostRead = 4_000;
const mostQuoted = 120;

/** `a web page, "502 Bad Gateway"`: its title, else its first words. */
function readPage(page: string): string {
  const start = page.slice(0, mostRead);
  const title = toPlainText(/<title[^>]*>([^<]*)/i.exec(start)?.[1] ?? "");
  const words = title || toPlainText(start.replace(/<(script|style)[^>]*>[\s\S]*?<\/\1>/gi, " "));
  return words === "" ? "a web page" : `a web page, "${words.slice(0, mostQuoted)}"`;
}

function toPlainText(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:nbsp|#160);|\s+/g, " ")
    .replace(/ +/g, " ")
    .trim();
}

/** `429`, or the same as a text. */
function toStatus(value: JsonValue | undefined): number | undefined {
  const number = typeof value === "string" && /^\d{3}$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number)) return undefined;
  return number >= 400 && number <= 599 ? number : undefined;
}

function toWords(value: JsonValue | undefined): string {
  return typeof value === "string" ? value.trim() : (JSON.stringify(value) ?? "");
}
