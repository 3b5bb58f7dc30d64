import { describe, test } from "vitest";
import { fleetStoreCases } from "./store/fleet-store-cases.js";
import { type OpenEnvironment, runStoreCase } from "./store/store-case.js";

/** The conformance suite of fleet stores; see `describeStatusStore` for `open`. */
export function describeFleetStore(name: string, open: OpenEnvironment): void {
  describe(`fleet store: ${name}`, () => {
    for (const each of fleetStoreCases) test(each.title, () => runStoreCase(each, open));
  });
}
