import { readOutput, type Trial } from "../../runner/case-result.js";

/** What a version answered, for people: its text, and below it the tools that it asks for; else why there is nothing. */
export function toAnswerText({ text, toolCalls, error }: Trial): string {
  const output = readOutput({ text });
  const called = toolCalls.map(({ name, input }) => `→ ${name} ${showValue(input)}`);
  const texts = [...(output === "" ? [] : [output]), ...called];
  if (texts.length > 0) return texts.join("\n");
  return error === null ? "(an empty answer)" : error.message;
}

/** A value for people: a text as it is, anything else as JSON. */
export function showValue(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? "(nothing)");
}
