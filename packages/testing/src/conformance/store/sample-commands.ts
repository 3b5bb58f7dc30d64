import type { Status } from "@promptrail/core";
import type {
  ArchiveCommand,
  DeclareCommand,
  DrillCommand,
  PromoteCommand,
  PromotionGround,
  RecoverCommand,
  ResumeCommand,
  RollbackCommand,
  ShadowCommand,
  StatusStore,
} from "@promptrail/core/lifecycle";
import { sampleVersion } from "./sample-versions.js";

const base = {
  actor: "test",
  source: "library",
  reason: "a test",
  fromVersion: null,
  expectedRevision: null,
  idempotencyKey: null,
} as const;

export const override: PromotionGround = { kind: "override", reason: "a test" };

export function declare(
  family: string,
  activeVersion: number,
  changes: Partial<DeclareCommand> = {},
): DeclareCommand {
  const statuses: Record<string, Status> = { [activeVersion]: "active" };
  return {
    ...base,
    kind: "declare",
    again: false,
    family,
    generation: 1,
    activeVersion,
    statuses,
    acknowledgedRevision: 0,
    ground: { kind: "no_gate" },
    ...changes,
  };
}

export function promote(
  family: string,
  toVersion: number,
  changes: Partial<PromoteCommand> = {},
): PromoteCommand {
  return { ...base, kind: "promote", family, toVersion, ground: override, ...changes };
}

export function rollback(family: string, changes: Partial<RollbackCommand> = {}): RollbackCommand {
  return { ...base, kind: "rollback", family, toVersion: null, ...changes };
}

export function archive(family: string, version: number): ArchiveCommand {
  return { ...base, kind: "archive", family, version };
}

export function shadow(family: string, version: number): ShadowCommand {
  return { ...base, kind: "shadow", family, version, rate: 1 };
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
  changes: Partial<RecoverCommand> = {},
): RecoverCommand {
  return { ...base, kind: "recover", family, kept, lostRevision: 1, ...changes };
}

/** Registers versions 1 to `count`, makes 1 live and promotes the others in turn. */
export async function bringLive(status: StatusStore, family: string, count: number): Promise<void> {
  const versions = Array.from({ length: count }, (_each, index) => index + 1);
  await status.registerVersions(versions.map((version) => sampleVersion(family, version)));
  await status.decide(declare(family, 1));
  for (const version of versions.slice(1)) await status.decide(promote(family, version));
}
