import { randomUUID } from "node:crypto";
import { requireOwnHash } from "../contents/require-own-hash.js";
import { PromptrailError } from "../errors/promptrail-error.js";
import type { Evidence } from "../evals/evidence.js";
import { applyDecision } from "../lifecycle/apply-decision.js";
import type { Command } from "../lifecycle/command.js";
import type {
  Attribution,
  Decision,
  DecisionResult,
  PlannedDecision,
} from "../lifecycle/decision.js";
import type { FamilyState } from "../lifecycle/family-state.js";
import { hashDecision } from "../lifecycle/hash-decision.js";
import type { DecisionFacts } from "../lifecycle/rules/decision-facts.js";
import { planDecision } from "../lifecycle/rules/plan-decision.js";
import { reconsider } from "../lifecycle/rules/reconsider.js";
import { toEvidenceKey } from "../lifecycle/rules/to-evidence-key.js";
import type { Snapshot } from "../lifecycle/snapshot.js";
import type { EvidenceStore } from "../ports/evidence-store.js";
import type { RegistrationConflict, StatusStore, VersionContent } from "../ports/status-store.js";
import { versionKey } from "../prompt/prompt-version.js";
import type { RegisteredVersion, VersionRegistration } from "../prompt/registered-version.js";

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
  const toSnapshot = createSnapshotReader(memory, environment);
  const tellWatchers = () => {
    for (const tell of memory.watchers) tell(toSnapshot());
  };
  const status: StatusStore = {
    registerVersions: async (versions) => registerVersions(memory, environment, versions),
    findConflicts: async (versions) => findConflicts(memory, versions),
    readSnapshot: async () => toSnapshot(),
    readVersion: async (family, version) => readVersion(memory, family, version),
    decide: async (command) => {
      const result = await decideOnce(memory, evidence, command);
      if (result.decision === null || result.alreadyApplied) return result;
      const again = await decideAgain(memory, evidence, command.family, result.decision);
      tellWatchers();
      return again === null ? result : { ...result, followUp: again.decision, state: again.state };
    },
    readHistory: async ({ family, limit, before }) =>
      memory.decisions
        .filter((decision) => family === null || decision.family === family)
        .filter(({ revision }) => before === null || revision < before)
        .slice(-limit)
        .reverse(),
    watch: async (revision, onSnapshot) => {
      memory.watchers.add(onSnapshot);
      if (memory.decisions.length > revision) onSnapshot(toSnapshot());
      return async () => void memory.watchers.delete(onSnapshot);
    },
  };
  return {
    status,
    committedAt: (revision) => memory.decisions[revision - 1]?.decidedAt,
    recorded: () => ({ versions: [...memory.versions.values()], decisions: memory.decisions }),
    lookAgain: async ({ family, actor }) => {
      const again = await decideAgain(memory, evidence, family, { actor, source: "deploy" });
      if (again?.decision) tellWatchers();
    },
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

async function decideOnce(
  memory: MemoryState,
  evidence: EvidenceStore,
  command: Command,
): Promise<DecisionResult> {
  // Awaited before the rules look at the state, so that nothing comes between facts and decision.
  const found = await findEvidence(memory, evidence, command);
  return decide(memory, command, found);
}

/** Decides a family's waiting declaration once more; null where none waits. */
async function decideAgain(
  memory: MemoryState,
  evidence: EvidenceStore,
  family: string,
  by: Pick<Attribution, "actor" | "source">,
): Promise<DecisionResult | null> {
  const state = memory.families.get(family);
  const again = state === undefined ? null : reconsider(state, by);
  return again === null ? null : await decideOnce(memory, evidence, again);
}

function registerVersions(
  memory: MemoryState,
  environment: string,
  versions: readonly VersionRegistration[],
): readonly RegistrationConflict[] {
  const { versions: known, families } = memory;
  for (const version of versions) {
    const key = versionKey(version.family, version.version);
    const registered = known.get(key);
    const wasActive = families.get(version.family)?.activatedVersions.includes(version.version);
    const replaceable =
      environment === "development" && registered?.status === "draft" && wasActive !== true;
    if (registered === undefined || replaceable) known.set(key, version);
  }
  return findConflicts(memory, versions);
}

function findConflicts(
  { versions: known }: MemoryState,
  versions: readonly VersionContent[],
): readonly RegistrationConflict[] {
  return versions.flatMap(({ family, version, contentHash: declaredHash }) => {
    const registeredHash = known.get(versionKey(family, version))?.contentHash ?? declaredHash;
    return registeredHash === declaredHash
      ? []
      : [{ family, version, registeredHash, declaredHash }];
  });
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

async function findEvidence(
  memory: MemoryState,
  evidence: EvidenceStore,
  command: Command,
): Promise<Evidence | null> {
  const state = memory.families.get(command.family);
  const active = state && memory.versions.get(versionKey(command.family, state.activeVersion));
  const key = toEvidenceKey(command, active?.contentHash ?? null);
  return key === null ? null : evidence.find(key);
}

function toFacts(memory: MemoryState, evidence: Evidence | null, command: Command): DecisionFacts {
  const activation = memory.decisions.findLast(
    ({ family, fromVersion, toVersion }) => family === command.family && fromVersion !== toVersion,
  );
  return {
    registered: [...memory.versions.values()]
      .filter(({ family }) => family === command.family)
      .map(({ version }) => version)
      .sort((left, right) => left - right),
    evidence,
    lastActivation:
      activation === undefined
        ? null
        : { kind: activation.change.kind, decidedAt: activation.decidedAt },
    now: new Date(),
  };
}

function decide(memory: MemoryState, command: Command, evidence: Evidence | null): DecisionResult {
  const state = memory.families.get(command.family) ?? null;
  const earlier =
    command.idempotencyKey === null
      ? undefined
      : memory.decisions.find(({ idempotencyKey }) => idempotencyKey === command.idempotencyKey);
  if (earlier !== undefined) return repeat(earlier, command, state);
  const facts = toFacts(memory, evidence, command);
  const planned = planDecision(state, command, facts);
  if (planned === null) {
    if (state === null) throw new TypeError("A family's first decision always records something.");
    return { decision: null, alreadyApplied: true, followUp: null, state };
  }
  const decision = record(memory, planned, facts.now);
  const next = applyDecision(state, decision);
  memory.families.set(command.family, next);
  return { decision, alreadyApplied: false, followUp: null, state: next };
}

function record({ decisions }: MemoryState, planned: PlannedDecision, decidedAt: Date): Decision {
  const unsigned = {
    ...planned,
    revision: decisions.length + 1,
    decidedAt,
    previousHash: decisions.at(-1)?.hash ?? "",
  };
  const decision = { ...unsigned, hash: hashDecision(unsigned) };
  decisions.push(decision);
  return decision;
}

function repeat(
  earlier: Decision,
  { family, idempotencyKey }: Command,
  state: FamilyState | null,
): DecisionResult {
  if (earlier.family === family && state !== null) {
    return { decision: earlier, alreadyApplied: true, followUp: null, state };
  }
  throw new PromptrailError(
    "request_invalid",
    `The idempotency key "${idempotencyKey}" belongs to a decision on family "${earlier.family}". Take a new key for each decision.`,
    { family },
  );
}
