import type { JsonObject, PromptVersion } from "@promptrail/core";
import {
  contentHashScheme,
  findLockedFamily,
  hashUnderScheme,
  type Lock,
  toSentSchema,
} from "@promptrail/core/lifecycle";

/** A version whose recorded hash is of an earlier scheme: the code gives it under that scheme. */
export interface RehashedVersion {
  readonly prompt: PromptVersion;
  readonly from: string;
  /** Under today's scheme. */
  readonly to: string;
  /** The output schema as it was sent under the lock's scheme, and as it is sent now. */
  readonly sentBefore: JsonObject | null;
  readonly sent: JsonObject | null;
}

/** The versions whose hash another scheme moves, and not an edit. Empty for a lock of today's scheme. */
export function findRehashed(
  lock: Lock,
  prompts: readonly PromptVersion[],
): readonly RehashedVersion[] {
  const { hashScheme } = lock;
  if (hashScheme === contentHashScheme) return [];
  return prompts.flatMap((prompt) => {
    const from = findLockedFamily(lock, prompt.family)?.versions[prompt.version]?.hash;
    const to = prompt.contentHash;
    if (from === undefined || from === to) return [];
    if (hashUnderScheme(prompt, hashScheme) !== from) return [];
    const sentBefore = toSentSchema(prompt, hashScheme);
    return [{ prompt, from, to, sentBefore, sent: toSentSchema(prompt, contentHashScheme) }];
  });
}

/** A lock as today's scheme would have written it, as far as the code still gives its hashes. */
export function restateLock(lock: Lock, prompts: readonly PromptVersion[]): Lock {
  const families = { ...lock.families };
  for (const { prompt, to } of findRehashed(lock, prompts)) {
    const { family, version } = prompt;
    const locked = families[family];
    const recorded = locked?.versions[version];
    if (locked === undefined || recorded === undefined) continue;
    const versions = { ...locked.versions, [version]: { ...recorded, hash: to } };
    families[family] = { ...locked, versions };
  }
  return { ...lock, hashScheme: contentHashScheme, families };
}
