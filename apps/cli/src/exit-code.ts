import type { ErrorCode } from "@promptrail/core";
import { isPromptrailError } from "@promptrail/core/errors";

/** 0 done · 1 a check, gate or drift said no · 2 wrong use or configuration · 3 something else failed. */
export type ExitCode = 0 | 1 | 2 | 3;

const exitCodes = {
  invalid_definition: 2,
  version_conflict: 2,
  missing_changelog: 2,
  several_active_versions: 2,
  no_active_version: 2,
  unknown_provider: 2,
  setting_refused: 2,
  duplicate_name: 2,
  template: 2,
  context_invalid: 2,
  attachment_invalid: 2,
  window_exceeded: 2,
  unknown_family: 2,
  unknown_version: 2,
  unknown_key: 2,
  archived_version: 1,
  not_eligible: 1,
  stale_state: 1,
  state_regression: 1,
  gate_refused: 1,
  evidence_refused: 1,
  immutability_violation: 1,
  provider_failed: 3,
  outcome_refused: 1,
  run_ended: 1,
  config_invalid: 2,
  file_unwritable: 3,
  lock_stale: 1,
  dataset_invalid: 2,
  call_rejected: 3,
  unknown_call: 2,
  store_unavailable: 3,
  store_locked: 3,
  store_missing: 2,
  store_outdated: 2,
  unknown_environment: 2,
  server_unreachable: 3,
  unavailable: 3,
  unauthenticated: 2,
  forbidden: 2,
  rate_limited: 3,
  request_invalid: 2,
  not_supported: 2,
} as const satisfies Record<ErrorCode, ExitCode>;

/** The exit code for a thrown value: that of its error code, and 3 for what is not an error of ours. */
export function toExitCode(error: unknown): ExitCode {
  return isPromptrailError(error) ? exitCodes[error.code] : 3;
}
