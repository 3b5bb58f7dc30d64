import { type FamilyState, type OpenStore, toRecoveredState } from "@promptrail/core/lifecycle";
import { expect } from "vitest";
import {
  archive,
  bringLive,
  declare,
  drill,
  promote,
  recover,
  resume,
  rollback,
  shadow,
} from "../sample-commands.js";
import { sampleEvidence } from "../sample-evidence.js";
import { sampleVersion } from "../sample-versions.js";
import type { StoreCase } from "../store-case.js";
import { groundOf } from "./promotion-cases.js";

/** What happened between two rollbacks that follow each other at once. */
interface Between {
  readonly title: string;
  /** Versions 1 to 4 were live in turn, version 5 is registered, and version 4 was just rolled back to 3. */
  readonly happen: (
    store: OpenStore,
    family: string,
    states: { readonly before: FamilyState; readonly after: FamilyState },
  ) => Promise<unknown>;
}

const leavingVersion3: readonly Between[] = [
  { title: "nothing", happen: async () => {} },
  {
    title: "a promotion of the version that is active, which ends its hold",
    happen: ({ status }, family) => status.decide(promote(family, 3)),
  },
  {
    title: "a declaration that waits",
    happen: ({ status }, family) => status.decide(declare(family, 5, { generation: 2 })),
  },
  {
    title: "a declaration of the version that is active",
    happen: ({ status }, family) =>
      status.decide(declare(family, 3, { generation: 2, acknowledgedRevision: 5 })),
  },
  {
    title: "a shadow run",
    happen: ({ status }, family) => status.decide(shadow(family, 5)),
  },
  { title: "an archiving", happen: ({ status }, family) => status.decide(archive(family, 1)) },
  { title: "the end of the hold", happen: ({ status }, family) => status.decide(resume(family)) },
  { title: "a drill", happen: ({ status }, family) => status.decide(drill(family)) },
  {
    title: "a recovery that keeps the state",
    happen: ({ status }, family) => status.decide(recover(family, null)),
  },
  {
    title: "a recovery that puts the same version back",
    happen: ({ status }, family, { after }) =>
      status.decide(recover(family, toRecoveredState(after))),
  },
  {
    title: "a promotion of another family",
    happen: ({ status }, family) => bringLive(status, `${family}_other`, 2),
  },
];

const makingAnotherLive: readonly (Between & { readonly live: number })[] = [
  {
    title: "a promotion of the version that was left",
    live: 4,
    happen: ({ status }, family) => status.decide(promote(family, 4)),
  },
  {
    title: "a promotion of a further version",
    live: 5,
    happen: ({ status }, family) => status.decide(promote(family, 5)),
  },
  {
    title: "a declaration that takes effect",
    live: 5,
    happen: ({ status }, family) =>
      status.decide(declare(family, 5, { generation: 2, acknowledgedRevision: 5 })),
  },
  {
    title: "the end of the hold that a declaration waited for",
    live: 5,
    happen: async ({ status }, family) => {
      await status.decide(declare(family, 5, { generation: 2 }));
      await status.decide(resume(family));
    },
  },
  {
    title: "the evidence that a declaration waited for",
    live: 5,
    happen: async ({ status, evidence }, family) => {
      const ground = groundOf(family, 5);
      const newer = { generation: 2, acknowledgedRevision: 5, ground };
      await status.decide(declare(family, 5, newer));
      const { contentHash: baselineHash } = sampleVersion(family, 3);
      await evidence.save(sampleEvidence(family, 5, { baselineVersion: 3, baselineHash }));
    },
  },
  {
    title: "a recovery that puts another version back",
    live: 4,
    happen: ({ status }, family, { before }) =>
      status.decide(recover(family, toRecoveredState(before))),
  },
];

/** The guard against two people who roll back at once, and what ends it. */
export const rollbackCases: readonly StoreCase[] = [
  ...leavingVersion3.map(
    (between): StoreCase => ({
      title: `takes a second rollback for a repeat of the first after ${between.title}`,
      run: async ({ store, family }) => {
        await rollBackAndGoOn(store, family, between);
        const [before] = await stateOf(store, family);
        const second = await store.status.decide(rollback(family));
        expect(second).toMatchObject({ decision: null, alreadyApplied: true });
        expect(second.state).toEqual(before);
        expect(second.state.activeVersion).toBe(3);
      },
    }),
  ),
  ...makingAnotherLive.map(
    ({ live, ...between }): StoreCase => ({
      title: `rolls back what is live after ${between.title}`,
      run: async ({ store, family }) => {
        await rollBackAndGoOn(store, family, between);
        expect(await stateOf(store, family)).toMatchObject([{ activeVersion: live }]);
        const second = await store.status.decide(rollback(family));
        expect(second).toMatchObject({
          alreadyApplied: false,
          decision: { fromVersion: live, toVersion: 3 },
          state: { activeVersion: 3 },
        });
        const third = await store.status.decide(rollback(family));
        expect(third).toMatchObject({ alreadyApplied: true, state: { activeVersion: 3 } });
      },
    }),
  ),
];

async function rollBackAndGoOn(
  store: OpenStore,
  family: string,
  { happen }: Pick<Between, "happen">,
): Promise<void> {
  const { status } = store;
  await bringLive(status, family, 4);
  await status.registerVersions([sampleVersion(family, 5)]);
  const [before] = await stateOf(store, family);
  const { state: after } = await status.decide(rollback(family));
  expect(after).toMatchObject({ activeVersion: 3, hold: { revision: 5 } });
  if (before === undefined) throw new TypeError("The family was brought live.");
  await happen(store, family, { before, after });
}

async function stateOf({ status }: OpenStore, family: string): Promise<readonly FamilyState[]> {
  const { families } = await status.readSnapshot();
  return families.filter((state) => state.family === family);
}
