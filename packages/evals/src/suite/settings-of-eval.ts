import type { Eval } from "@promptrail/core";
import { contentDigest } from "@promptrail/core/lifecycle";

/** An eval that says itself what it judges by, so that the suite hash moves with it. */
interface EvalWithSettings extends Eval {
  readonly settings: { readonly hash: string };
}

/** The eval with a hash of what it judges by, which joins the suite hash. */
export function withSettings<Check extends Eval>(check: Check, judgesBy: object): Check {
  return Object.freeze({ ...check, settings: Object.freeze({ hash: contentDigest(judgesBy) }) });
}

/**
 * The hash of what an eval judges by. Null for one whose name and version say all: the hash of a suite of before stays.
 * Recognised by its data, as a judge is: another copy of this package may have made it.
 */
export function findSettingsHash(check: Eval): string | null {
  return hasSettings(check) ? check.settings.hash : null;
}

function hasSettings(check: Eval): check is EvalWithSettings {
  if (!("settings" in check)) return false;
  const { settings } = check;
  return (
    typeof settings === "object" &&
    settings !== null &&
    "hash" in settings &&
    typeof settings.hash === "string"
  );
}
