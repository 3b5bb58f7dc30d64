import { describe, test } from "vitest";
import { keyStoreCases } from "./keys/key-store-cases.js";
import { type OpenEnvironment, runStoreCase } from "./store/store-case.js";

/** The conformance suite of key stores; see `describeStatusStore` for `open`. */
export function describeKeyStore(name: string, open: OpenEnvironment): void {
  describe(`key store: ${name}`, () => {
    for (const each of keyStoreCases) test(each.title, () => runStoreCase(each, open));
  });
}
