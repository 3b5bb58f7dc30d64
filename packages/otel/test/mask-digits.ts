import type { ContentRedactor } from "../src/index.js";

/** A redactor that takes runs of digits for secrets. */
export const maskDigits: ContentRedactor = {
  version: "digits@1",
  redactText: (text) => ({ value: mask(text) }),
  redactValue: (value) => ({ value: JSON.parse(mask(JSON.stringify(value))) }),
};

function mask(text: string): string {
  return text.replace(/\d+/g, "[digits]");
}
