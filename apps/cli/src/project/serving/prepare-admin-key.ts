import { isPromptrailError } from "@promptrail/core";
import { describeFileError } from "@promptrail/core/state-folder";
import type { AdminKey, KeyUseCases } from "@promptrail/runtime";
import type { KeyFile } from "./key-file.js";

interface AdminKeySettings {
  readonly keys: Pick<KeyUseCases, "ensureAdmin" | "isKnown">;
  readonly environment: string;
  /** What `PROMPTRAIL_ADMIN_KEY` says; empty for nothing. */
  readonly chosen: string;
  readonly file: KeyFile;
}

/**
 * Sees to it that the commands in a folder have a key for its server, as far as one is known.
 *
 * @returns what to tell whoever starts the server: a new key, or how to make another; nothing where all is well.
 */
export async function prepareAdminKey(settings: AdminKeySettings): Promise<readonly string[]> {
  const { keys, chosen, file } = settings;
  const keep = (key: string) => file.write(key);
  const { created, source } = await keys.ensureAdmin({ chosen, keep });
  if (created !== null) {
    return [`Admin key, shown once: ${created}`, `The CLI reads it from ${file.path}.`];
  }
  return source === "chosen" ? keepChosen(settings) : describeLack(settings, source);
}

/** Whoever chose the key has it: it is no reason not to serve that this folder cannot keep it. */
async function keepChosen({ chosen, file }: AdminKeySettings): Promise<readonly string[]> {
  try {
    await file.write(chosen);
    return [];
  } catch (error) {
    const reason = describeFileError(error);
    return [
      `The key in PROMPTRAIL_ADMIN_KEY cannot be kept for the commands in this folder: ${reason}. Set PROMPTRAIL_KEY for them.`,
    ];
  }
}

async function describeLack(
  { keys, environment, file }: AdminKeySettings,
  source: AdminKey["source"],
): Promise<readonly string[]> {
  const kept = await file.read();
  if (source === "unreachable") {
    return kept === null
      ? [
          `The store does not answer, so that nobody can say whether ${environment} has a key: start the server again once it does, or set PROMPTRAIL_ADMIN_KEY.`,
        ]
      : [];
  }
  if (kept !== null && (await isTaken(keys, kept))) return [];
  const lack = kept === null ? "No key is kept" : "The key that is kept is not one of this store";
  return [
    `${lack} in ${file.path}. Set PROMPTRAIL_KEY to one that you have. To make another, run here \`promptrail keys add NAME --scopes all --keep\`; on an embedded store, stop the server before.`,
  ];
}

/** A store that went away in between is no reason not to serve, and none to ask for another key. */
async function isTaken(keys: Pick<KeyUseCases, "isKnown">, kept: string): Promise<boolean> {
  try {
    return await keys.isKnown(kept);
  } catch (error) {
    if (isPromptrailError(error) && error.code === "store_unavailable") return true;
    throw error;
  }
}
