import { PromptrailError } from "../errors/promptrail-error.js";
import { contentDigest } from "../json/content-digest.js";
import type { NamingDetector } from "./built-in.js";
import { builtInDetectors } from "./detectors/built-in-detectors.js";
import { toGuardedDetector, toPatternDetector } from "./own-detectors.js";
import { redactText } from "./redact-text.js";
import { redactValue } from "./redact-value.js";
import type { RedactionPattern, RedactionSettings, Redactor } from "./redactor.js";

/** Raised when the same spans lead to another text: how they are joined, what stands in their place. */
const scheme = 2;

/**
 * A redactor with the built-in detectors and one's own.
 * Throws `invalid_definition` for a name or a pattern that cannot be used, `duplicate_name` for a name that is taken.
 */
export function createRedactor(settings: RedactionSettings = {}): Redactor {
  const { detectors: own = [], patterns = [], without = [] } = settings;
  requireNames([...builtInDetectors, ...own, ...patterns].map(({ name }) => name));
  const detectors: readonly NamingDetector[] = [
    ...builtInDetectors.filter(({ name }) => !without.includes(name)),
    ...own.map(toGuardedDetector),
    ...patterns.map(toPatternDetector),
  ];
  const versions = [
    ...detectors.slice(0, detectors.length - patterns.length).map(toVersion),
    ...patterns.map(toPatternVersion),
  ];
  const names = new Set([...builtInDetectors, ...detectors].map(({ name }) => name));
  const hasOwn = own.length + patterns.length > 0;
  return {
    version: [`redaction@${scheme}`, ...versions].join(" "),
    redactText: (text) => redactText(text, { detectors, names }),
    redactValue: (value) => redactValue(value, { detectors, names, hasOwn }),
  };
}

function requireNames(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (!/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(name)) {
      throw new PromptrailError(
        "invalid_definition",
        `The redaction "${name}" has no usable name. Take a letter, then at most 63 letters, digits, "_" and "-".`,
        { name },
      );
    }
    if (seen.has(name)) {
      throw new PromptrailError(
        "duplicate_name",
        `Two redactions have the name "${name}". Give each its own; ${builtInDetectors.map((each) => each.name).join(", ")} are built in.`,
        { name },
      );
    }
    seen.add(name);
  }
}

function toVersion({ name, version }: NamingDetector): string {
  return `${name}@${version}`;
}

/** A pattern has no version of its own: what it is tells it. */
function toPatternVersion({ name, pattern }: RedactionPattern): string {
  const { source, flags } = typeof pattern === "string" ? { source: pattern, flags: "u" } : pattern;
  const digest = contentDigest({ source, flags: flags.replace(/[gy]/g, "") });
  return `${name}@${digest.slice("sha256-".length, "sha256-".length + 12)}`;
}
