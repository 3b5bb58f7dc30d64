import type { LoadedConfig } from "@promptrail/config";
import { PromptrailError, type StatusReport } from "@promptrail/core";
import type { CommandScope, CommonOptions } from "../../command-scope.js";
import { parseCount, parseVersion } from "../../project/parse-options.js";

export interface CompareOptions extends CommonOptions {
  readonly a?: string;
  readonly b?: string;
  readonly from?: string;
  readonly limit?: string;
  readonly since?: string;
  readonly examples?: string;
  readonly markdown?: boolean;
  readonly concurrency?: string;
  readonly maxCost?: string;
  readonly fresh?: boolean;
}

/** What a user asks to compare. */
export interface AskedComparison {
  readonly scope: CommandScope;
  readonly loaded: LoadedConfig;
  readonly family: string;
  readonly options: CompareOptions;
}

export interface ComparedVersions {
  readonly a: number;
  readonly b: number;
}

interface NamedTexts {
  readonly a?: string | undefined;
  readonly b?: string | undefined;
}

/** @throws PromptrailError `request_invalid`, before anything is opened. */
export function readNamed({ a, b }: NamedTexts): NamedVersions {
  return {
    a: a === undefined ? undefined : parseVersion(a, "--a"),
    b: b === undefined ? undefined : parseVersion(b, "--b"),
  };
}

/**
 * The versions that are named, else the active one and the one that runs in parallel.
 *
 * @throws PromptrailError `request_invalid`, `unknown_family`.
 */
export function chooseVersions(
  { family, options: { a, b } }: AskedComparison,
  { snapshot }: Pick<StatusReport, "snapshot">,
): ComparedVersions {
  const named = readNamed({ a, b });
  const state = snapshot.families.find((known) => known.family === family);
  if (state === undefined) {
    const known = snapshot.families.map((each) => each.family).join(", ") || "none";
    throw new PromptrailError(
      "unknown_family",
      `No family "${family}" is live there. These are: ${known}.`,
      { family },
    );
  }
  const versions = { a: named.a ?? state.activeVersion, b: named.b ?? state.shadow?.version };
  if (versions.b === undefined) {
    throw new PromptrailError(
      "request_invalid",
      `No version of ${family} runs in parallel, so name the candidate: promptrail compare ${family} --b N. \`promptrail shadow ${family} N --reason WHY\` lets one run beside the active version.`,
      { family },
    );
  }
  if (versions.a === versions.b) {
    throw new PromptrailError(
      "request_invalid",
      `Version ${versions.a} of ${family} would be compared with itself${describeDefault(named, versions.a)}. Name two versions: promptrail compare ${family} --a N --b N.`,
      { family },
    );
  }
  return { a: versions.a, b: versions.b };
}

interface NamedVersions {
  readonly a: number | undefined;
  readonly b: number | undefined;
}

function describeDefault(named: NamedVersions, version: number): string {
  if (named.a === undefined && named.b !== undefined) return `: v${version} is the active one`;
  return named.b === undefined ? `: v${version} is the one that runs in parallel` : "";
}

const usualExamples = 5;
const mostExamples = 100;

/** @throws PromptrailError `request_invalid`. */
export function readExamples({ examples }: CompareOptions): number {
  if (examples === undefined) return usualExamples;
  return parseCount(examples, "--examples", { least: 0, most: mostExamples });
}
