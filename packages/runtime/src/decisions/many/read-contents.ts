import { isPromptrailError, type PromptContent } from "@promptrail/core";
import type { StatusStore } from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";

/** So many are asked for at once: a store reads them together, and the process does something else in between. */
export const mostAtOnce = 500;

interface Numbered {
  readonly family: string;
  readonly version: number;
}

/** The content that is registered under a number; null where none is, or where it was changed. */
export type ContentReader = (family: string, version: number) => PromptContent | null;

/**
 * Reads what versions ask from the store itself: the code of this process may say something else under a number.
 *
 * @throws PromptrailError `store_unavailable`.
 */
export async function readContents(
  status: Pick<StatusStore, "readVersion">,
  versions: readonly Numbered[],
): Promise<ContentReader> {
  const contents = new Map<string, PromptContent | null>();
  for (let at = 0; at < versions.length; at += mostAtOnce) {
    const part = versions.slice(at, at + mostAtOnce);
    const read = await Promise.all(part.map((each) => readContent(status, each)));
    for (const [index, { family, version }] of part.entries()) {
      contents.set(versionKey(family, version), read[index] ?? null);
    }
  }
  return (family, version) => contents.get(versionKey(family, version)) ?? null;
}

async function readContent(
  status: Pick<StatusStore, "readVersion">,
  { family, version }: Numbered,
): Promise<PromptContent | null> {
  try {
    return (await status.readVersion(family, version))?.content ?? null;
  } catch (error) {
    // What such a body says is not believed.
    if (isPromptrailError(error) && error.code === "immutability_violation") return null;
    throw error;
  }
}
