import { isPromptrailError, PromptrailError } from "@promptrail/core";

/** Nobody named the environment, and the store has others than the default. */
export function unnamedEnvironment(
  environment: string,
  others: readonly string[],
): PromptrailError {
  return new PromptrailError(
    "config_invalid",
    `PROMPTRAIL_ENV is not set, so the environment ${environment} is used. The store also has ${others.join(", ")}. Name the environment with PROMPTRAIL_ENV, in the config or with --env.`,
    { environment, others: [...others] },
  );
}

/** The store does not have the default environment: whoever asked may have forgotten to name theirs. */
export function tellUnnamed(error: unknown): unknown {
  if (!isPromptrailError(error) || error.code !== "unknown_environment") return error;
  const message = `${error.message} No environment was named: set PROMPTRAIL_ENV, or use --env.`;
  return new PromptrailError(error.code, message, error.data, error);
}
