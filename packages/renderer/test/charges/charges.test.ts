import { TemplateError } from "@promptrail/core";
import { expect, test } from "vitest";
import { constantCharges } from "./constant-charges.js";
import { createRuntime, type Operation, operations } from "./operations.js";
import { valuesOfSize } from "./values-of-size.js";

const size = 240;
const growth = 10;

/** What an operation is given beside the value. */
const others: Readonly<
  Record<string, (size: number, make: (size: number) => unknown) => unknown[]>
> = {
  nothing: () => [],
  "the same": (length, make) => [make(length)],
  "a letter": () => ["a"],
  "a long text": (length) => ["y".repeat(length)],
  "a number": () => [1],
  "a number of the size": (length) => [length],
  "a filter": () => ["upper"],
};

/** What an operation charges for a value of a size; null where it does not take it. */
function chargeOf(
  operation: Operation,
  make: (size: number) => unknown,
  give: (size: number, make: (size: number) => unknown) => unknown[],
  length: number,
): number | null {
  const runtime = createRuntime({ width: 100_000 });
  const value = make(length);
  const given = give(length, make);
  try {
    operation.run(runtime, value, given);
    return runtime.spent;
  } catch (error) {
    if (error instanceof TemplateError || error instanceof Error) return null;
    throw error;
  }
}

function isConstant(operation: string, value: string, other: string): boolean {
  return constantCharges.some(
    (known) =>
      known.operations.test(operation) && known.values.test(value) && known.others.test(other),
  );
}

const tables: readonly (readonly [string, (name: string) => boolean])[] = [
  ["filters", (name) => name.startsWith("|")],
  ["tests", (name) => name.startsWith("is ")],
  ["methods", (name) => name.startsWith(".")],
  ["operators, tags and functions", (name) => !/^(?:\||is |\.)/u.test(name)],
];

interface Tried {
  /** True where it took one of the values, or has a constant charge for it. */
  readonly applies: boolean;
  readonly faults: readonly string[];
}

function tryAll(operation: Operation): Tried {
  const combinations = Object.keys(valuesOfSize).flatMap((value) =>
    Object.keys(others).map((other) => tryOne(operation, value, other)),
  );
  return {
    applies: combinations.some((outcome) => outcome !== "refused"),
    faults: combinations.filter((outcome) => outcome !== "refused" && outcome !== "right"),
  };
}

function tryOne(operation: Operation, value: string, other: string): string {
  const make = valuesOfSize[value];
  const give = others[other];
  if (make === undefined || give === undefined) throw new Error(`no ${value} or ${other}`);
  if (isConstant(operation.name, value, other)) return "right";
  const [small, large] = [size, size * growth].map((length) =>
    chargeOf(operation, make, give, length),
  );
  if (small == null || large == null) return "refused";
  // Parts of a charge may be the same for every size.
  const grows = large >= (Math.max(small, 1) * growth) / 2;
  return grows ? "right" : `${operation.name} on ${value} with ${other}: ${small} and ${large}`;
}

test.each(tables)(
  "%s charge ten times as much for ten times the size, or do the same work for both",
  (_what, belongs) => {
    const tried = operations
      .filter(({ name }) => belongs(name))
      .map((operation) => ({ name: operation.name, ...tryAll(operation) }));
    expect(tried.flatMap(({ faults }) => faults)).toEqual([]);
    expect(tried.filter(({ applies }) => !applies)).toEqual([]);
  },
);
