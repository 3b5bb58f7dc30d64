import { isPlainObject, type SettingRule } from "./require-fields.js";

export const isNumber = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value);

export const isText = (value: unknown): value is string => typeof value === "string";

/** Rules of settings, in words that follow `Give`. */
export const text: SettingRule = { takes: "a text", fits: isText };

export const number: SettingRule = { takes: "a number", fits: isNumber };

export const object: SettingRule = { takes: "an object", fits: isPlainObject };

export const list: SettingRule = { takes: "a list", fits: Array.isArray };

export const code: SettingRule = {
  takes: "a function",
  fits: (value) => typeof value === "function",
};

export const flag: SettingRule = {
  takes: "true or false",
  fits: (value) => typeof value === "boolean",
};

export const share: SettingRule = {
  takes: "a number from 0 to 1",
  fits: (value) => isNumber(value) && value >= 0 && value <= 1,
};

export const fromZero: SettingRule = {
  takes: "a number from 0",
  fits: (value) => isNumber(value) && value >= 0,
};

export const aboveZero: SettingRule = {
  takes: "a number above 0",
  fits: (value) => isNumber(value) && value > 0,
};

export const wholeFromZero: SettingRule = {
  takes: "a whole number from 0",
  fits: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
};

export const filledText: SettingRule = {
  takes: "a text that is not empty",
  fits: (value) => isText(value) && value.trim() !== "",
};

export const filledTexts: SettingRule = {
  takes: "a list of texts, with at least one, none of them empty",
  fits: (value) =>
    Array.isArray(value) && value.length > 0 && value.every((text) => filledText.fits(text)),
};

export const filePath: SettingRule = {
  takes: "a path, or a URL that begins with file:",
  fits: (value) => (value instanceof URL ? value.protocol === "file:" : filledText.fits(value)),
};

/** Left to whoever reads it: it has a message of its own. */
export const anything: SettingRule = { takes: "a value", fits: () => true };

export function oneOf(words: readonly string[]): SettingRule {
  const quoted = words.map((word) => `"${word}"`);
  return {
    takes: `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`,
    fits: (value) => words.some((word) => word === value),
  };
}
