import { cutText } from "../errors/list-some.js";
import { PromptrailError } from "../errors/promptrail-error.js";
import { hashContent } from "../prompt/hash-content.js";
import { versionKey } from "../prompt/prompt-version.js";
import type { RegisteredVersion } from "../prompt/registered-version.js";

/** Why a registered body is not the content that its hash stands for; null where it is. */
export function findBodyProblem({
  family,
  version,
  content,
  contentHash,
}: RegisteredVersion): string | null {
  const actual = findHash(content);
  if (actual === contentHash) return null;
  const key = versionKey(cutText(family), version);
  return `The stored body of ${key} was changed after it was registered: its hash is ${actual ?? "not computable"}, but ${cutText(contentHash)} is registered.`;
}

/**
 * A version as a store gives it out: one whose body somebody changed is given to nobody.
 *
 * @throws PromptrailError `immutability_violation`.
 */
export function requireOwnHash(registered: RegisteredVersion): RegisteredVersion {
  const problem = findBodyProblem(registered);
  if (problem === null) return registered;
  const { family, version, contentHash } = registered;
  throw new PromptrailError(
    "immutability_violation",
    `${problem} The stored body is not used; processes whose build has the version serve it from their code. Restore the body from a backup, and check who can write to the store.`,
    { family, version, registered: contentHash },
  );
}

/** Null for what is no content at all. */
function findHash(content: RegisteredVersion["content"]): string | null {
  try {
    return hashContent(content);
  } catch {
    return null;
  }
}
