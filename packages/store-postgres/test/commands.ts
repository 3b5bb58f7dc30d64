import type { PromptContent } from "@promptrail/core";
import {
  type ArchiveCommand,
  type DeclareCommand,
  type DrillCommand,
  hashContent,
  type OpenStore,
  type PromoteCommand,
  type RecoverCommand,
  type ResumeCommand,
  type RollbackCommand,
  type VersionRegistration,
} from "@promptrail/core/lifecycle";

const base = {
  actor: "ada",
  source: "cli",
  reason: "a test",
  fromVersion: null,
  expectedRevision: null,
  idempotencyKey: null,
} as const;

export function version(family: string, number: number): VersionRegistration {
  const content: PromptContent = {
    messages: [{ role: "user", template: `Describe {{ product.name }}, take ${number}.` }],
    provider: "claude",
    model: "claude-sonnet-4-20250514",
    settings: { maxTokens: 600 },
    providerOptions: {},
    fallbacks: [],
    tools: [],
    output: null,
    filters: [],
  };
  const contentHash = hashContent(content);
  return { family, version: number, status: "deprecated", content, contentHash, changelog: null };
}

export function declare(family: string, activeVersion: number, generation = 1): DeclareCommand {
  return {
    ...base,
    kind: "declare",
    again: false,
    family,
    generation,
    activeVersion,
    statuses: { [activeVersion]: "active" },
    acknowledgedRevision: 0,
    ground: { kind: "no_gate" },
  };
}

export function promote(family: string, toVersion: number): PromoteCommand {
  const ground = { kind: "override", reason: "a test" } as const;
  return { ...base, kind: "promote", family, toVersion, ground };
}

export function rollback(family: string, fromVersion: number | null = null): RollbackCommand {
  return { ...base, kind: "rollback", family, toVersion: null, fromVersion };
}

export function archive(family: string, number: number): ArchiveCommand {
  return { ...base, kind: "archive", family, version: number };
}

export function resume(family: string): ResumeCommand {
  return { ...base, kind: "resume", family };
}

export function drill(family: string): DrillCommand {
  return { ...base, kind: "drill", family };
}

export function recover(
  family: string,
  kept: RecoverCommand["kept"],
  lostRevision: number,
): RecoverCommand {
  return { ...base, kind: "recover", family, kept, lostRevision };
}

/** Registers versions 1 to `count`, makes 1 live and promotes the others in turn. */
export async function bringLive(
  { status }: OpenStore,
  family: string,
  count: number,
): Promise<void> {
  const numbers = Array.from({ length: count }, (_each, index) => index + 1);
  await status.registerVersions(numbers.map((number) => version(family, number)));
  await status.decide(declare(family, 1));
  for (const number of numbers.slice(1)) await status.decide(promote(family, number));
}
