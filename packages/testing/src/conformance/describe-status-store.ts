import { describe, test } from "vitest";
import { contentsCases } from "./store/contents-cases.js";
import { decisionCases } from "./store/decisions/decision-cases.js";
import { previewCases } from "./store/decisions/preview-cases.js";
import { promotionCases } from "./store/decisions/promotion-cases.js";
import { recoveryCases } from "./store/decisions/recovery-cases.js";
import { rollbackCases } from "./store/decisions/rollback-cases.js";
import { togetherCases } from "./store/decisions/together-cases.js";
import { waitingCases } from "./store/decisions/waiting-cases.js";
import { registrationCases } from "./store/registration-cases.js";
import { type OpenEnvironment, runStoreCase, type StoreCase } from "./store/store-case.js";
import { watchCases } from "./store/watch-cases.js";

/** What every status store must do, with the evidence store beside it. */
export const statusStoreCases: readonly StoreCase[] = [
  ...registrationCases,
  ...decisionCases,
  ...rollbackCases,
  ...promotionCases,
  ...waitingCases,
  ...recoveryCases,
  ...togetherCases,
  ...previewCases,
  ...watchCases,
  ...contentsCases,
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
