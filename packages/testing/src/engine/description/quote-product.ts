import type { Fact } from "../read-facts.js";
import { superlatives } from "./phrases.js";
import type { Product } from "./read-product.js";

/** A value that gives orders is data like any other, and nothing that a description would repeat. */
const looksLikeOrders =
  /\b(?:ignore|disregard|forget|override|instructions?|prompt|assistant|respond|reply|you must|you are|write|output)\b/iu;

const longestQuote = 90;

/** A value as it may be repeated, or null where it may not. */
export function quoteText(text: string, withoutSuperlatives: boolean): string | null {
  const plain = text
    .replace(/\s+/gu, " ")
    .replace(/[.。]+$/u, "")
    .trim();
  if (plain === "" || plain.length > longestQuote || looksLikeOrders.test(plain)) return null;
  if (withoutSuperlatives && plain.match(superlatives) !== null) return null;
  return plain;
}

/** The product's name; its category, or "item", where the name cannot be repeated. */
export function quoteName(product: Product, withoutSuperlatives: boolean): string {
  const stripped = withoutSuperlatives ? product.name.replace(superlatives, "") : product.name;
  return (
    quoteText(stripped, withoutSuperlatives) ??
    quoteText(product.category ?? "", withoutSuperlatives) ??
    "item"
  );
}

/** The attributes that may be repeated; `value` can stand for itself in a sentence. */
export function quoteAttributes(product: Product, withoutSuperlatives: boolean): readonly Fact[] {
  return product.attributes.flatMap(({ key, value }) => {
    const quotedKey = quoteText(key, withoutSuperlatives);
    const quotedValue = quoteText(value, withoutSuperlatives);
    if (quotedKey === null || quotedValue === null || isAbsence.test(quotedValue)) return [];
    return [{ key: quotedKey, value: toPhrase(quotedKey, quotedValue) }];
  });
}

const isAbsence = /^(?:false|no|none|n\/a|null|-|–)$/iu;

/** `wireless: true` is "wireless", `drawers: 3` is "drawers 3": a bare value says nothing. */
function toPhrase(key: string, value: string): string {
  if (/^(?:true|yes)$/iu.test(value)) return key;
  return /^[\d.,]+$/u.test(value) ? `${key} ${value}` : value;
}
