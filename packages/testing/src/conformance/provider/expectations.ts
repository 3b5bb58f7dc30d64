import { isDeepStrictEqual } from "node:util";

/** What is expected of the call as a whole: how it ends. */
export const wholeCall = "the call";

/** So many errors of one chain are shown. */
const mostCauses = 4;

/** A promise of the port that a provider broke. */
export class BrokenPromise extends Error {
  readonly what: string;
  readonly expected: string;
  readonly came: string;

  constructor(what: string, expected: string, came: string) {
    super(`${what}: expected ${expected}, came ${came}`);
    this.name = "BrokenPromise";
    this.what = what;
    this.expected = expected;
    this.came = came;
  }
}

/** What was expected and what came, in words. Any other error is none that a check waits for. */
export function toTold(error: unknown): { readonly expected: string; readonly came: string } {
  if (!(error instanceof BrokenPromise)) {
    return { expected: "no such error", came: showWithCauses(error) };
  }
  const { what, expected, came } = error;
  return { expected: what === wholeCall ? expected : `${what}: ${expected}`, came };
}

/** An error of a provider often says no more than its kind: what is wrong stands in the error below it. */
function showWithCauses(error: unknown): string {
  const shown: string[] = [];
  let each = error;
  while (each !== undefined && shown.length < mostCauses) {
    // Those of schemas have several lines.
    shown.push(show(each).replace(/\s+/gu, " "));
    each = each instanceof Error ? each.cause : undefined;
  }
  return shown.join(", caused by ");
}

/** As it is shown in one line. */
export function show(value: unknown): string {
  if (value === undefined) return "undefined";
  return value instanceof Error ? `${value.name}: ${value.message}` : JSON.stringify(value);
}

export function expectTrue(
  isTrue: boolean,
  what: string,
  told: { readonly expected: string; readonly came: unknown },
): asserts isTrue {
  if (!isTrue) throw new BrokenPromise(what, told.expected, show(told.came));
}

export function expectEqual<Value>(came: unknown, expected: Value, what: string): void {
  expectTrue(isDeepStrictEqual(came, expected), what, { expected: show(expected), came });
}

/** Compares the named fields alone. */
export function expectFields<Value extends object>(
  came: Value,
  expected: Partial<Value>,
  what: string,
): void {
  for (const [name, value] of Object.entries(expected)) {
    expectEqual(came[name as keyof Value], value, `${what}: ${name}`);
  }
}

export function expectNonEmpty(came: string | null, what: string): asserts came is string {
  const isSaid = came !== null && came.trim() !== "";
  expectTrue(isSaid, what, { expected: "a text", came });
}
