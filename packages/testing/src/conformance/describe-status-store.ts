import { describe, test } from "vitest";
import { decisionCases } from "./store/decision-cases.js";
import { promotionCases } from "./store/promotion-cases.js";
import { recoveryCases } from "./store/recovery-cases.js";
import { registrationCases } from "./store/registration-cases.js";
import { type OpenEnvironment, runStoreCase, type StoreCase } from "./store/store-case.js";
import { waitingCases } from "./store/waiting-cases.js";
import { watchCases } from "./store/watch-cases.js";

/** What every status store must do, with the evidence store beside it. */
export const statusStoreCases: readonly StoreCase[] = [
  ...registrationCases,
  ...decisionCases,
  ...promotionCases,
  ...waitingCases,
  ...recoveryCases,
  ...watchCases,
];

/**
 * The conformance suite of status stores.
 *
 * @param open opens the store on an environment; the suite uses new ones and `development`.
 */
export function describeStatusStore(name: string, open: OpenEnvironment): void {
  describe(`status store: ${name}`, () => {
    for (const each of statusStoreCases) test(each.title, () => runStoreCase(each, open));
  });
}
