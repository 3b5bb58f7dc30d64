import type { Field } from "./json-fields.js";

/** Fields whose text people write in their own words, by the last word of their names. */
const freeNames: ReadonlySet<string> = new Set([
  ...["text", "description", "summary", "details", "body", "content", "message", "comment"],
  ...["comments", "note", "notes", "remark", "remarks", "review", "feedback", "question"],
  ...["ticket", "email_body", "request", "reason", "story", "instructions", "bio", "about"],
]);
/** Of texts that are no prose, whatever they look like. */
const fixedNames: ReadonlySet<string> = new Set([
  ...["id", "sku", "code", "currency", "date", "time", "url", "uri", "link", "email", "phone"],
  ...["locale", "language", "country", "timezone", "key", "hash", "token", "name", "title"],
]);
const shortestProse = 20;

/** Whether a field holds prose: by its name, else by its length. */
export function isFreeText({ name, value }: Field): boolean {
  if (typeof value !== "string") return false;
  const word = lastWord(name);
  if (freeNames.has(word)) return true;
  return !fixedNames.has(word) && value.length >= shortestProse && /\s/.test(value.trim());
}

/** `note` of `customerNote` and of `customer_note`. */
export function lastWord(name: string): string {
  return (
    name
      .split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u)
      .findLast((word) => word !== "")
      ?.toLowerCase() ?? ""
  );
}
