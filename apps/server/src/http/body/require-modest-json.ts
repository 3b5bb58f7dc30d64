import { RequestError } from "../../problems/request-error.js";

/** Deeper JSON is nobody's context, and overflows the stack of whoever walks it. */
export const deepestNesting = 64;

/** A schema may complain of each value: half a million wrong ones would stop the server for seconds. */
export const mostValues = 50_000;

/** @throws RequestError 400 for JSON that is nested too deeply, or that holds too many values. */
export function requireModestJson(value: unknown): void {
  let level: readonly unknown[] = [value];
  let count = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepestNesting) {
      throw tooMuch(`is nested deeper than ${deepestNesting} levels. Flatten it.`);
    }
    count += level.length;
    if (count > mostValues) throw tooMuch(`holds more than ${mostValues} values. Send fewer.`);
    level = level.flatMap(toMembers);
  }
}

function toMembers(value: unknown): readonly unknown[] {
  return typeof value === "object" && value !== null ? Object.values(value) : [];
}

function tooMuch(reason: string): RequestError {
  return new RequestError(`The body ${reason}`, { status: 400 });
}
