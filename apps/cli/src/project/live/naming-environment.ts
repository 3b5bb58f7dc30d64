import { type ErrorCode, isPromptrailError, PromptrailError } from "@promptrail/core";

/** Refusals that tell of a state: which environment's it is must be in the line. */
const tellingOfState: ReadonlySet<ErrorCode> = new Set([
  "stale_state",
  "not_eligible",
  "gate_refused",
  "evidence_refused",
  "archived_version",
  "unknown_family",
  "unknown_version",
]);

/** Runs `work`; what it refuses for the state that it met names the environment. */
export async function namingEnvironment<Result>(
  environment: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isPromptrailError(error) || !tellingOfState.has(error.code)) throw error;
    const message = `In ${environment}: ${error.message}`;
    throw new PromptrailError(error.code, message, error.data, error);
  }
}
