import { answerChecks } from "./answer-checks.js";
import { attachmentChecks } from "./attachment-checks.js";
import { failureChecks } from "./failure-checks.js";
import { promptChecks } from "./prompt-checks.js";
import type { ProviderCheck } from "./provider-check.js";
import { requestChecks } from "./request-checks.js";

/** All promises of the Provider port. */
export const providerChecks: readonly ProviderCheck[] = [
  ...answerChecks,
  ...failureChecks,
  ...requestChecks,
  ...attachmentChecks,
  ...promptChecks,
];
