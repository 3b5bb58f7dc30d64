import type { JsonValue } from "../json/json-value.js";

/** A part of a text, in UTF-16 units: from `start`, up to and without `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds one kind of what must not be stored. `find` is pure: the same text has the same spans. They may
 * overlap and come in any order; what they cover becomes `[name]`. It is asked a second time where a text has signs
 * that nobody sees (of width zero, soft hyphens, controls), about the text without them.
 */
export interface Detector {
  /** A letter, then letters, digits, `_` and `-`. */
  readonly name: string;
  /** Raised when it finds something else than before: records name it. */
  readonly version: number;
  find(text: string): Iterable<Span>;
}

/** What a pattern matches becomes `[name]`. */
export interface RedactionPattern {
  readonly name: string;
  /** A text is the source of a pattern with the flag `u`. RE2 searches it, so it can neither look ahead or behind nor refer back. */
  readonly pattern: RegExp | string;
}

/** The detectors that a redactor has unless it is told to do without them. */
export type BuiltInDetector = "email" | "phone" | "card" | "iban" | "key";

export interface RedactionSettings {
  /** Own detectors, as functions. Default: none. */
  readonly detectors?: readonly Detector[] | undefined;
  /** Own patterns. Default: none. */
  readonly patterns?: readonly RedactionPattern[] | undefined;
  /** Built-in detectors to do without, where what they find is no secret here. Default: none. */
  readonly without?: readonly BuiltInDetector[] | undefined;
}

export interface Redacted<Value> {
  /** The given value itself where nothing was found. */
  readonly value: Value;
  /** How many were found, by detector; those that found nothing are left out. */
  readonly found: Readonly<Record<string, number>>;
}

/** Takes out of texts and JSON what must not be stored. What is redacted stays the same when it is redacted again. */
export interface Redactor {
  /** Names the detectors and their versions: two redactors that say the same redact the same. */
  readonly version: string;
  /** Throws `RedactionError` where it cannot decide: the text must then not be stored. */
  redactText(text: string): Redacted<string>;
  /**
   * Redacts texts, names of properties and the digits of numbers, however deep; a number that holds
   * something becomes a text. The name of a property tells of its value: `password`, `phone`. What is split
   * over several properties is not found. Throws `RedactionError` where it cannot decide.
   */
  redactValue(value: JsonValue): Redacted<JsonValue>;
}
