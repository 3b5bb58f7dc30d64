import { flagArgument, textArgument } from "../arguments/read-argument.js";
import { type BuiltinFilter, filter } from "../library/define-filter.js";
import { iterate } from "../operations/iterate.js";
import { flatEntries, isMapping } from "../operations/mappings.js";
import { readList } from "../operations/read-list.js";
import { toText } from "../operations/to-text.js";
import type { RenderState } from "../values/render-state.js";
import { UndefinedValue } from "../values/undefined-value.js";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "'": "&#39;",
  '"': "&#34;",
};

function escapeMarkup(state: RenderState, value: unknown): string {
  const text = toText(state, value).replace(/[&<>'"]/gu, (character) => entities[character] ?? "");
  state.charge(text.length);
  return text;
}

/** Python's `urllib.parse.quote`. */
function quoteUrl(state: RenderState, text: string, safe: string): string {
  const encoded = encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd"));
  state.charge(text.length + encoded.length);
  return encoded.replace(/[!'()*]|%2F/gu, (part) => {
    if (part === "%2F") return safe.includes("/") ? "/" : part;
    return `%${part.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}

function urlencode(state: RenderState, value: unknown): string {
  if (typeof value === "string" || (!isMapping(value) && !Array.isArray(value))) {
    return quoteUrl(state, toText(state, value), "/");
  }
  const flat = isMapping(value)
    ? flatEntries(state, value, state.site)
    : readList(state, value).flatMap((pair) => [...iterate(state, pair)]);
  const parts: string[] = [];
  for (let index = 0; index < flat.length; index += 2) {
    const quote = (part: unknown) =>
      quoteUrl(state, toText(state, part), "").replaceAll("%20", "+");
    parts.push(`${quote(flat[index])}=${quote(flat[index + 1])}`);
  }
  return parts.join("&");
}

function xmlAttributes(state: RenderState, value: unknown, autospace: boolean): string {
  if (!isMapping(value)) return state.fail("type", "xmlattr needs a mapping");
  const flat = flatEntries(state, value, state.site);
  const parts: string[] = [];
  for (let index = 0; index < flat.length; index += 2) {
    const item = flat[index + 1];
    if (item === null || item instanceof UndefinedValue) continue;
    const key = textArgument(state, flat[index]);
    if (/[ \t-\r/>=]/u.test(key))
      state.fail("value", "an attribute name contains a blank, '/', '>' or '='");
    parts.push(`${escapeMarkup(state, key)}="${escapeMarkup(state, item)}"`);
  }
  const text = parts.join(" ");
  return autospace && text !== "" ? ` ${text}` : text;
}

export const markupFilters: readonly BuiltinFilter[] = [
  filter("escape", [], escapeMarkup),
  filter("e", [], escapeMarkup),
  filter("forceescape", [], escapeMarkup),
  filter("urlencode", [], urlencode),
  filter("xmlattr", ["autospace"], (state, value, [autospace]) =>
    xmlAttributes(state, value, flagArgument(state, autospace, true)),
  ),
];
