import { isPromptrailError, PromptrailError } from "@promptrail/core";
import type { RegisteredVersion } from "@promptrail/core/lifecycle";
import type { PromptReader } from "@promptrail/runtime";
import { withDeadline } from "../limits/with-deadline.js";

const readMs = 1_500;

/**
 * A version's body: the registered one, or the one that this process runs while the store is away.
 *
 * @throws PromptrailError `unknown_family`, `unknown_version`, `store_unavailable`.
 */
export async function readRegisteredVersion(
  promptrail: PromptReader,
  family: string,
  version: number,
): Promise<RegisteredVersion> {
  promptrail.resolve(family);
  if (!promptrail.hasStore) return readServedVersion(promptrail, family, version);
  try {
    const reading = promptrail.readVersion(family, version);
    const registered = await withDeadline(reading, readMs, "The store");
    if (registered !== null) return registered;
  } catch (error) {
    if (!isPromptrailError(error) || error.code !== "store_unavailable") throw error;
    return readServedVersion(promptrail, family, version);
  }
  throw new PromptrailError(
    "unknown_version",
    `Family "${family}" has no version ${version} here. See GET /v1/prompts for those that there are.`,
    { family, version },
  );
}

function readServedVersion(
  promptrail: PromptReader,
  family: string,
  version: number,
): RegisteredVersion {
  const { registry } = promptrail;
  const { content, contentHash, describeInput } = promptrail.resolve(family, version).version;
  const changelog = registry.has(family, version) ? registry.find(family, version).changelog : null;
  return { family, version, content, contentHash, changelog, input: describeInput() };
}
