import { versionKey } from "../../prompt/prompt-version.js";
import type { VersionRegistration } from "../../prompt/registered-version.js";

/** A version by its number, and the hash of the content that somebody has for it. */
export type VersionContent = Pick<VersionRegistration, "family" | "version" | "contentHash">;

/** What a store has under a version's number. */
export interface KnownVersion extends VersionContent, Pick<VersionRegistration, "status"> {
  /** Whether it was ever active in this environment. */
  readonly wasActive: boolean;
}

/** A version whose number is registered with another content. */
export interface RegistrationConflict {
  readonly family: string;
  readonly version: number;
  readonly registeredHash: string;
  readonly declaredHash: string;
}

/** What a registration does. */
export interface PlannedRegistration {
  /** Numbers that are new here. */
  readonly added: readonly VersionRegistration[];
  /** Drafts of the environment `development` that were never active: they may change. */
  readonly replaced: readonly VersionRegistration[];
  /** What stays as it is registered. */
  readonly conflicts: readonly RegistrationConflict[];
}

/**
 * The rule of registering: insert-only, but for drafts while they are tried out. A pure function.
 *
 * @param known what the store has of these numbers, in any order.
 */
export function planRegistration(
  environment: string,
  versions: readonly VersionRegistration[],
  known: readonly KnownVersion[],
): PlannedRegistration {
  const registered = new Map(known.map((each) => [keyOf(each), each]));
  const first = new Map(versions.toReversed().map((each) => [keyOf(each), each]));
  const added = versions.filter(
    (each) => !registered.has(keyOf(each)) && first.get(keyOf(each)) === each,
  );
  const replaced = versions.filter((each) => {
    const found = registered.get(keyOf(each));
    if (found === undefined || !isReplaceable(environment, found)) return false;
    return found.contentHash !== each.contentHash || found.status !== each.status;
  });
  const changing = new Set(replaced);
  const kept = versions.filter((each) => !changing.has(each));
  return { added, replaced, conflicts: findConflicts(kept, [...known, ...added]) };
}

/** True for a draft while it is tried out: its number may get another content. */
export function isReplaceable(environment: string, { status, wasActive }: KnownVersion): boolean {
  return environment === "development" && status === "draft" && !wasActive;
}

/** What `listRegistered` answers, for stores that have all that is known in one list. */
export function pickFamilies(
  known: readonly KnownVersion[],
  families: readonly string[],
): readonly KnownVersion[] {
  const wanted = new Set(families);
  return known
    .filter(({ family }) => wanted.has(family))
    .toSorted((one, other) => {
      if (one.family !== other.family) return one.family < other.family ? -1 : 1;
      return one.version - other.version;
    })
    .map(({ family, version, contentHash, status, wasActive }) => ({
      family,
      version,
      contentHash,
      status,
      wasActive,
    }));
}

/** The versions whose numbers are registered with another content. */
export function findConflicts(
  versions: readonly VersionContent[],
  known: readonly VersionContent[],
): readonly RegistrationConflict[] {
  const hashes = new Map(known.map((each) => [keyOf(each), each.contentHash]));
  return versions.flatMap((each) => {
    const { family, version, contentHash: declaredHash } = each;
    const registeredHash = hashes.get(keyOf(each)) ?? declaredHash;
    return registeredHash === declaredHash
      ? []
      : [{ family, version, registeredHash, declaredHash }];
  });
}

function keyOf({ family, version }: VersionContent): string {
  return versionKey(family, version);
}
