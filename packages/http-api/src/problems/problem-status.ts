import type { ErrorCode } from "@promptrail/core";

/** The HTTP status of each error. 5xx where the caller can do nothing about it. */
export const problemStatus = {
  invalid_definition: 500,
  version_conflict: 500,
  missing_changelog: 500,
  several_active_versions: 500,
  no_active_version: 500,
  unknown_provider: 500,
  setting_refused: 500,
  duplicate_name: 500,
  config_invalid: 500,
  file_unwritable: 500,
  lock_stale: 500,
  dataset_invalid: 500,
  template: 422,
  context_invalid: 422,
  attachment_invalid: 422,
  window_exceeded: 422,
  outcome_refused: 422,
  run_ended: 422,
  unknown_family: 404,
  unknown_version: 404,
  unknown_key: 404,
  unknown_environment: 404,
  archived_version: 400,
  request_invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  rate_limited: 429,
  not_eligible: 409,
  stale_state: 409,
  state_regression: 409,
  gate_refused: 409,
  evidence_refused: 409,
  immutability_violation: 409,
  not_supported: 501,
  provider_failed: 502,
  call_rejected: 500,
  unknown_call: 404,
  store_unavailable: 503,
  store_locked: 503,
  store_missing: 503,
  store_outdated: 503,
  server_unreachable: 503,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;

/** True for a code that this version knows. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(problemStatus, code);
}
