import type { JsonValue } from "@promptrail/core";

/** What is asked of a redactor: the one of `@promptrail/core/privacy` fits. */
export interface ContentRedactor {
  /** Names what it finds. It stands on each span that holds content. */
  readonly version: string;
  /** Throws where it cannot decide: nothing of the call's content is then sent. */
  redactText(text: string): { readonly value: string };
  /** The same for JSON, however deep. */
  redactValue(value: JsonValue): { readonly value: JsonValue };
}
