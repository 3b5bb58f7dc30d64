import { describe, test } from "vitest";
import { evidenceStoreCases } from "./store/evidence-store-cases.js";
import { type OpenEnvironment, runStoreCase } from "./store/store-case.js";

/** The conformance suite of evidence stores; see `describeStatusStore` for `open`. */
export function describeEvidenceStore(name: string, open: OpenEnvironment): void {
  describe(`evidence store: ${name}`, () => {
    for (const each of evidenceStoreCases) test(each.title, () => runStoreCase(each, open));
  });
}
