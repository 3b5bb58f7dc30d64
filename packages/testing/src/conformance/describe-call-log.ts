import { describe, test } from "vitest";
import { callLogCases } from "./store/calls/call-log-cases.js";
import { keptCallCases } from "./store/calls/kept-call-cases.js";
import { type OpenEnvironment, runStoreCase } from "./store/store-case.js";

/** The conformance suite of call logs; see `describeStatusStore` for `open`. */
export function describeCallLog(name: string, open: OpenEnvironment): void {
  describe(`call log: ${name}`, () => {
    for (const each of [...callLogCases, ...keptCallCases])
      test(each.title, () => runStoreCase(each, open));
  });
}
