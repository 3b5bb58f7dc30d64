import type { JsonValue } from "@promptrail/core";
export interface Redactor {
  readonly version: string;
  redactText(text: string): { readonly value: string };
  redactValue(value: JsonValue): { readonly value: JsonValue };
}
