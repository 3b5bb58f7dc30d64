import { isPromptrailError } from "@promptrail/core";
import { expect, test } from "vitest";
import * as builtIn from "../built-in.js";
import * as definitions from "../index.js";
import * as jsonSchema from "../json-schema.js";
import { defineLedger } from "../ledger.js";

/** As JavaScript calls it, or TypeScript that nobody checked. */
const wrong = [null, undefined, 5, "", "x", [], [null], {}, true, () => {}];
const surfaces = { ...builtIn, ...definitions, ...jsonSchema, defineLedger };

/** What defines something in a suite's file; each is given everything wrong, alone and as one of two. */
const makers = Object.entries<unknown>(surfaces).filter(
  (entry): entry is [string, (...given: readonly unknown[]) => unknown] =>
    typeof entry[1] === "function" && !/^(?:is|count)/.test(entry[0]),
);

test.each(makers)(
  "%s takes what it is given, or says what is wrong with it",
  async (name, make) => {
    const given = [[], ...wrong.map((each) => [each])].concat(
      wrong.flatMap((left) => wrong.map((right) => [left, right])),
    );
    for (const values of given) {
      try {
        await make(...values);
      } catch (error) {
        expect(
          isPromptrailError(error),
          `${name}(${values.map(String).join(", ")}): ${String(error)}`,
        ).toBe(true);
      }
    }
  },
);
