import { describe, test } from "vitest";
import { type EmptyStore, openingCases, runOpeningCase } from "./store/opening/opening-cases.js";

/**
 * The conformance suite of how a store is opened: with `create`, and without.
 *
 * @param makeEmpty makes a store in which nothing was ever opened; each case takes one.
 */
export function describeStore(name: string, makeEmpty: () => Promise<EmptyStore>): void {
  describe(`store: ${name}`, () => {
    for (const each of openingCases) test(each.title, () => runOpeningCase(each, makeEmpty));
  });
}
