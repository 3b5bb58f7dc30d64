import { isReplaceable, type KnownVersion, type Registry } from "@promptrail/core/lifecycle";

/** A version that an environment has and the code has not, as after a draft was dropped. */
export interface DroppedVersion {
  readonly family: string;
  readonly version: number;
  /** The lowest number above all that the code or the environment has. */
  readonly nextVersion: number;
}

/**
 * The registered versions of a build's families whose numbers it does not declare and cannot use again.
 *
 * @param registered what the environment's store has of these families.
 */
export function findDropped(
  registry: Registry,
  registered: readonly KnownVersion[],
  environment: string,
): readonly DroppedVersion[] {
  return registered
    .filter(({ family, version }) => !listNumbers(registry, family).includes(version))
    .filter((known) => !isReplaceable(environment, known))
    .map(({ family, version }) => ({
      family,
      version,
      nextVersion: findNextNumber(registry, registered, family),
    }));
}

/** The lowest number above all that the code or the environment has of a family. */
export function findNextNumber(
  registry: Registry,
  registered: readonly KnownVersion[],
  family: string,
): number {
  const here = registered.filter((known) => known.family === family);
  return Math.max(...listNumbers(registry, family), ...here.map(({ version }) => version)) + 1;
}

function listNumbers(registry: Registry, family: string): readonly number[] {
  return registry.versionsOf(family).map(({ version }) => version);
}
