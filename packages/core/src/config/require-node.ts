import { PromptrailError } from "../errors/promptrail-error.js";

/** The oldest Node that the packages run on, as their `engines` say. On an older one they load, to say this. */
const oldest = { major: 22, minor: 19 };

/**
 * Throws where this Node is too old.
 *
 * @param version `22.19.0`.
 * @throws PromptrailError `not_supported`.
 */
export function requireNode(version: string = process.versions.node): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return;
  throw new PromptrailError(
    "not_supported",
    `Promptrail needs Node ${oldest.major}.${oldest.minor} or newer, and this is Node ${version}. Install a newer Node: https://nodejs.org.`,
    { node: version },
  );
}
