import { definePrompt, type Evidence, memory } from "../src/index.js";
import type { Command, DeclareCommand, FamilyState, OpenStore } from "../src/lifecycle.js";

export const family = "greeting";
export const base = {
  family,
  actor: "ada",
  source: "cli",
  reason: "Because.",
  fromVersion: null,
  expectedRevision: null,
  idempotencyKey: null,
} as const;

const prompts = [1, 2, 3, 4].map((version) =>
  definePrompt({
    family,
    version,
    status: "draft",
    provider: "claude",
    model: "m",
    maxTokens: 10,
    userTemplate: `Hello ${version}`,
  }),
);

export function hashOf(version: number): string {
  return prompts[version - 1]?.contentHash ?? "";
}

export function declare(overrides: Partial<DeclareCommand> = {}): DeclareCommand {
  return {
    ...base,
    kind: "declare",
    again: false,
    generation: 1,
    activeVersion: 2,
    acknowledgedRevision: 0,
    statuses: { 1: "deprecated", 2: "active", 3: "draft", 4: "archived" },
    ground: { kind: "no_suite" },
    ...overrides,
  };
}

export async function openSeen(): Promise<OpenStore> {
  const store = await memory().open({ environment: "test", projectFolder: "." });
  await store.status.registerVersions(
    prompts.map(({ version, status, content, contentHash, changelog }) => ({
      family,
      version,
      status,
      content,
      contentHash,
      changelog,
    })),
  );
  await store.status.decide(declare());
  return store;
}

export async function stateOf(store: OpenStore): Promise<FamilyState> {
  const state = (await store.status.readSnapshot()).families[0];
  if (state === undefined) throw new Error("the family was not seen");
  return state;
}

export const promote = (toVersion: number, override = "Tried by hand."): Command => ({
  ...base,
  kind: "promote",
  toVersion,
  ground: { kind: "override", reason: override },
});
export const rollback = (toVersion: number | null = null): Command => ({
  ...base,
  kind: "rollback",
  toVersion,
});

export const evidence = (
  version: number,
  verdict: Evidence["verdict"],
  baselineVersion = 2,
): Evidence => ({
  id: `evidence-${version}-${verdict}`,
  family,
  version,
  contentHash: hashOf(version),
  baselineVersion,
  baselineHash: hashOf(baselineVersion),
  datasetHash: "d",
  suiteHash: "s",
  verdict,
  reasons: ["the reason"],
  report: {},
  actor: "ada",
  createdAt: new Date(0),
});
export const gated = (toVersion: number): Command => ({
  ...base,
  kind: "promote",
  toVersion,
  ground: {
    kind: "evidence",
    key: { family, contentHash: hashOf(toVersion), datasetHash: "d", suiteHash: "s" },
  },
});
