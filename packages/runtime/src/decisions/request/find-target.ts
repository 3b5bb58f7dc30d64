import { PromptrailError } from "@promptrail/core";

/** What names the version that a promotion or a rollback goes to. */
interface Target {
  readonly toVersion?: number | undefined;
  /** How it was called. Types know it no more; code that is not compiled may still say it, until the next release. */
  readonly version?: number | undefined;
}

/**
 * The version that a decision is to go to; undefined where none is named. An unknown name would be passed over,
 * and a rollback would go elsewhere than it was told.
 *
 * @throws PromptrailError `request_invalid` where both names are given.
 */
export function findTarget({ toVersion, version }: Target): number | undefined {
  if (toVersion === undefined || version === undefined) return toVersion ?? version;
  throw new PromptrailError(
    "request_invalid",
    "The request names its version twice, as `toVersion` and as `version`. Nothing was changed. Name it only once, as `toVersion`.",
  );
}

/** @throws PromptrailError `request_invalid` where there is none. */
export function requireTarget(request: Target): number {
  const target = findTarget(request);
  if (target !== undefined) return target;
  throw new PromptrailError(
    "request_invalid",
    "The promotion does not name a version. Nothing was changed. Name the version to activate as `toVersion`.",
  );
}
