import { randomUUID } from "node:crypto";
import { requireOwnHash } from "../contents/require-own-hash.js";
import type { Evidence } from "../evals/evidence.js";
import { collectFacts } from "../lifecycle/decide/collect-facts.js";
import { decideAllWithin } from "../lifecycle/decide/decide-all-within.js";
import { decideWithin, reconsiderWithin } from "../lifecycle/decide/decide-within.js";
import type { DecisionTransaction } from "../lifecycle/decide/decision-transaction.js";
import { previewWithin } from "../lifecycle/decide/preview-within.js";
import type { Decision } from "../lifecycle/decision.js";
import type { FamilyState } from "../lifecycle/family-state.js";
import {
  findConflicts,
  type KnownVersion,
  pickFamilies,
  planRegistration,
  type RegistrationConflict,
} from "../lifecycle/rules/plan-registration.js";
import type { Snapshot } from "../lifecycle/snapshot.js";
import type { EvidenceStore } from "../ports/evidence-store.js";
import type { StatusStore } from "../ports/status-store.js";
import { versionKey } from "../prompt/prompt-version.js";
import type { RegisteredVersion, VersionRegistration } from "../prompt/registered-version.js";
import { oneAtATime } from "./one-at-a-time.js";

interface MemoryState {
  readonly versions: Map<string, VersionRegistration>;
  readonly families: Map<string, FamilyState>;
  readonly decisions: Decision[];
  readonly watchers: Set<(snapshot: Snapshot) => void>;
}

interface MemoryStatus {
  readonly status: StatusStore;
  readonly committedAt: (revision: number) => Date | undefined;
  /** All that is registered and decided. */
  readonly recorded: () => {
    readonly versions: readonly RegisteredVersion[];
    readonly decisions: readonly Decision[];
  };
  /** Decides a family's waiting declaration again, after evidence was saved. */
  readonly lookAgain: (evidence: Evidence) => Promise<void>;
}

/** The status store in memory: the same rules, gone with the process. */
export function createMemoryStatusStore(
  environment: string,
  evidence: EvidenceStore,
): MemoryStatus {
  const memory: MemoryState = {
    versions: new Map(),
    families: new Map(),
    decisions: [],
    watchers: new Set(),
  };
  const { versions, decisions, watchers } = memory;
  const inTurn = oneAtATime();
  const toSnapshot = createSnapshotReader(memory, environment);
  const begin = () => beginDecision(memory, evidence, toSnapshot);
  const status: StatusStore = {
    registerVersions: (versions) => inTurn(async () => register(memory, environment, versions)),
    findConflicts: async (asked) => findConflicts(asked, listKnown(memory)),
    listRegistered: async (families) => pickFamilies(listKnown(memory), families),
    readSnapshot: async () => toSnapshot(),
    readVersion: async (family, version) => readVersion(memory, family, version),
    decide: (command) => inTurn(() => decideWithin(begin(), command)),
    decideAll: (commands) => inTurn(() => decideAllWithin(begin(), commands)),
    findDecision: async (key) => findDecision(decisions, key),
    previewRegistration: async (asked) => planRegistration(environment, asked, listKnown(memory)),
    preview: (command, registering) => inTurn(() => previewWithin(begin(), command, registering)),
    readHistory: async ({ family, limit, before }) =>
      decisions
        .filter((decision) => family === null || decision.family === family)
        .filter(({ revision }) => before === null || revision < before)
        .slice(-limit)
        .reverse(),
    watch: async (revision, onSnapshot) => {
      watchers.add(onSnapshot);
      if (decisions.length > revision) onSnapshot(toSnapshot());
      return async () => void watchers.delete(onSnapshot);
    },
  };
  return {
    status,
    committedAt: (revision) => decisions[revision - 1]?.decidedAt,
    recorded: () => ({ versions: [...versions.values()], decisions }),
    lookAgain: (saved) => inTurn(() => reconsiderWithin(begin(), saved)),
  };
}

function createSnapshotReader(
  { decisions, families }: MemoryState,
  environment: string,
): () => Snapshot {
  const storeId = randomUUID();
  return () => ({
    storeId,
    environment,
    revision: decisions.length,
    headHash: decisions.at(-1)?.hash ?? "",
    families: [...families.values()],
  });
}

function listKnown({ versions, families }: MemoryState): readonly KnownVersion[] {
  return [...versions.values()].map(({ family, version, contentHash, status }) => {
    const wasActive = families.get(family)?.activatedVersions.includes(version) === true;
    return { family, version, contentHash, status, wasActive };
  });
}

function register(
  memory: MemoryState,
  environment: string,
  versions: readonly VersionRegistration[],
): readonly RegistrationConflict[] {
  const { added, replaced, conflicts } = planRegistration(environment, versions, listKnown(memory));
  for (const each of [...added, ...replaced]) {
    memory.versions.set(versionKey(each.family, each.version), each);
  }
  return conflicts;
}

function readVersion(
  { versions }: MemoryState,
  family: string,
  version: number,
): RegisteredVersion | null {
  const registered = versions.get(versionKey(family, version));
  if (registered === undefined) return null;
  const { status: _status, ...body } = registered;
  return requireOwnHash(body);
}

function findDecision(decisions: readonly Decision[], key: string): Decision | null {
  return decisions.find(({ idempotencyKey }) => idempotencyKey === key) ?? null;
}

function beginDecision(
  { versions, families, decisions, watchers }: MemoryState,
  evidence: EvidenceStore,
  toSnapshot: () => Snapshot,
): DecisionTransaction {
  return {
    head: { revision: decisions.length, hash: decisions.at(-1)?.hash ?? "" },
    readFamily: async (family) => families.get(family) ?? null,
    findDecision: async (key) => findDecision(decisions, key),
    readFacts: async (family, activeVersion) => {
      const recorded = { versions: [...versions.values()], decisions, now: new Date() };
      return collectFacts(recorded, family, activeVersion);
    },
    findEvidence: async (key) => ({ evidence: await evidence.find(key) }),
    record: async (recorded, states) => {
      decisions.push(...recorded);
      for (const state of states) families.set(state.family, state);
      for (const tell of watchers) tell(toSnapshot());
    },
  };
}
