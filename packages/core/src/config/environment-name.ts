import { PromptrailError } from "../errors/promptrail-error.js";

/** What an environment may be called that is made today; a store may have others, made before. */
export function isEnvironmentName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(name);
}

/**
 * For a store that makes an environment.
 *
 * @throws PromptrailError `config_invalid`.
 */
export function requireEnvironmentName(name: string): void {
  if (isEnvironmentName(name)) return;
  throw new PromptrailError(
    "config_invalid",
    `${describeWrongName(name)} Correct --env, the config or PROMPTRAIL_ENV.`,
    { environment: name },
  );
}

/** For a name as none is made today. */
export function describeWrongName(name: string): string {
  return `${JSON.stringify(name)} is not a valid environment name: use at most 63 letters, digits, ".", "_" and "-", and begin with a letter or a digit.`;
}
