import { type Decision, isPromptrailError, memory, type Status } from "@promptrail/core";
import {
  type FaultyModel,
  hashContent,
  type OpenStore,
  type VersionRegistration,
} from "@promptrail/core/lifecycle";
import fc from "fast-check";

const provider = fc.constantFrom("claude", "openai");
const model = fc.constantFrom("old", "new");
const status = fc.constantFrom<Status>("draft", "deprecated", "archived");

/** What a version asks, and what the code declares of it. */
interface DrawnVersion {
  readonly asks: { readonly provider: string; readonly model: string };
  readonly fallback: { readonly provider: string; readonly model: string } | null;
  readonly status: Status;
}

/** Something that was decided of a family before, where the rules let it. */
interface DrawnStep {
  readonly kind: "promote" | "rollback" | "archive" | "shadow";
  readonly version: number;
}

export interface DrawnFamily {
  /** Version 1 first; the first one that is active is what the code declares. */
  readonly versions: readonly DrawnVersion[];
  readonly declared: number;
  readonly steps: readonly DrawnStep[];
}

const asks = fc.record({ provider, model });

export const drawnFamily: fc.Arbitrary<DrawnFamily> = fc
  .record({
    versions: fc.array(fc.record({ asks, fallback: fc.option(asks), status }), {
      minLength: 1,
      maxLength: 5,
    }),
    declared: fc.nat(),
    steps: fc.array(
      fc.record({
        kind: fc.constantFrom<DrawnStep["kind"][]>(
          "promote",
          "promote",
          "rollback",
          "archive",
          "shadow",
        ),
        version: fc.integer({ min: 1, max: 5 }),
      }),
      { maxLength: 6 },
    ),
  })
  .map(({ versions, declared, steps }) => ({
    versions,
    steps,
    declared: (declared % versions.length) + 1,
  }));

/** A version by its model, or by its provider, or by both. */
export const faultyModel: fc.Arbitrary<FaultyModel> = fc
  .record({ provider: fc.option(provider), model: fc.option(model) })
  .filter((faulty) => faulty.provider !== null || faulty.model !== null);

const by = {
  actor: "test",
  source: "library",
  reason: "Before.",
  fromVersion: null,
  expectedRevision: null,
  idempotencyKey: null,
} as const;

/** A new store in memory with these families, named `family_0` and so on. */
export async function openFamilies(drawn: readonly DrawnFamily[]): Promise<OpenStore> {
  const store = await memory().open({ environment: "test", projectFolder: "." });
  for (const [index, family] of drawn.entries()) await bringUp(store, `family_${index}`, family);
  return store;
}

async function bringUp({ status }: OpenStore, family: string, drawn: DrawnFamily): Promise<void> {
  const { versions, declared, steps } = drawn;
  await status.registerVersions(versions.map((each, index) => toVersion(family, index + 1, each)));
  const statuses = versions.map((each, index): readonly [number, Status] => [
    index + 1,
    index + 1 === declared ? "active" : each.status,
  ]);
  await status.decide({
    ...by,
    kind: "declare",
    again: false,
    family,
    generation: 1,
    activeVersion: declared,
    statuses: Object.fromEntries(statuses),
    acknowledgedRevision: 0,
    ground: { kind: "no_gate" },
  });
  for (const step of steps) await decideStep(status, family, step).catch(ignoreRefusal);
}

function decideStep(status: OpenStore["status"], family: string, { kind, version }: DrawnStep) {
  const base = { ...by, family };
  switch (kind) {
    case "promote":
      return status.decide({ ...base, kind, toVersion: version, ground: { kind: "no_gate" } });
    case "rollback":
      return status.decide({ ...base, kind, toVersion: version });
    case "archive":
      return status.decide({ ...base, kind, version });
    case "shadow":
      return status.decide({ ...base, kind, version, rate: 1 });
  }
}

function ignoreRefusal(error: unknown): void {
  if (!isPromptrailError(error)) throw error;
}

export function toVersion(
  family: string,
  version: number,
  { asks: asked, fallback, status: declared }: DrawnVersion,
): VersionRegistration {
  const content = {
    messages: [{ role: "user" as const, template: `${family} ${version}` }],
    ...asked,
    settings: { maxTokens: 10 },
    providerOptions: {},
    fallbacks:
      fallback === null ? [] : [{ ...fallback, settings: { maxTokens: 10 }, providerOptions: {} }],
    tools: [],
    output: null,
    filters: [],
  };
  const contentHash = hashContent(content);
  return { family, version, status: declared, content, contentHash, changelog: null };
}

/** What became of a family's versions, told by its history alone. */
function foldHistory(declared: number, history: readonly Decision[]) {
  let active = declared;
  const wasActive = new Set([declared]);
  const unfit = new Set<number>();
  for (const { change, toVersion: to } of history) {
    if (change.kind === "rolled_back") unfit.add(active);
    if (change.kind === "promoted") unfit.delete(to);
    if (change.kind === "archived") unfit.add(change.version);
    active = to;
    wasActive.add(to);
  }
  return { active, wasActive, unfit };
}

/**
 * Where a family should go, written down without a look at the rules: of the versions that were active here, or
 * are declared deprecated and older, the highest that nobody rolled back or archived and that is not faulty.
 * Undefined where its active version is not faulty, null where there is none.
 */
export function expectTarget(
  { versions, declared }: DrawnFamily,
  history: readonly Decision[],
  faulty: FaultyModel,
): number | null | undefined {
  const { active, wasActive, unfit } = foldHistory(declared, history);
  const isFaulty = ({ provider: asked, model: named }: DrawnVersion["asks"]) =>
    [null, asked].includes(faulty.provider) && [null, named].includes(faulty.model);
  const numbered = versions.map((each, index) => ({ ...each, version: index + 1 }));
  if (numbered.some(({ version, asks: asked }) => version === active && !isFaulty(asked))) return;
  const targets = numbered
    .filter(({ version }) => version !== active && !unfit.has(version))
    .filter(({ version, status: says }) => version === declared || says !== "archived")
    .filter(
      ({ version, status: says }) =>
        wasActive.has(version) || (says === "deprecated" && version < active),
    )
    .filter(({ asks: asked }) => !isFaulty(asked));
  return targets.at(-1)?.version ?? null;
}
