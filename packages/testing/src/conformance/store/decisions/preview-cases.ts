import { isPromptrailError } from "@promptrail/core";
import type { Command, DecisionResult, StatusStore } from "@promptrail/core/lifecycle";
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

interface Previewed {
  readonly title: string;
  /** Versions 1 to 3 were live in turn, and version 4 is registered. */
  readonly toCommand: (family: string) => Command;
}

const previewed: readonly Previewed[] = [
  { title: "a promotion", toCommand: (family) => promote(family, 4) },
  {
    title: "a promotion on evidence that is there",
    toCommand: (family) => promote(family, 4, { ground: groundOf(family, 4) }),
  },
  {
    title: "a promotion without evidence, which is refused",
    toCommand: (family) => promote(family, 2, { ground: groundOf(family, 2) }),
  },
  { title: "a rollback", toCommand: (family) => rollback(family) },
  {
    title: "a rollback to the version that is live",
    toCommand: (family) => rollback(family, { toVersion: 3 }),
  },
  {
    title: "a rollback of a version that is not live, which is refused",
    toCommand: (family) => rollback(family, { fromVersion: 2 }),
  },
  {
    title: "a promotion of an unknown version, which is refused",
    toCommand: (family) => promote(family, 9),
  },
  {
    title: "a declaration",
    toCommand: (family) => declare(family, 4, { generation: 2 }),
  },
  {
    title: "the first declaration of a family without versions, which is refused",
    toCommand: (family) => declare(`${family}_new`, 1),
  },
  { title: "a shadow run", toCommand: (family) => shadow(family, 4) },
  { title: "an archiving", toCommand: (family) => archive(family, 4) },
  { title: "the end of a hold", toCommand: (family) => resume(family) },
  { title: "a drill", toCommand: (family) => drill(family) },
  { title: "a recovery", toCommand: (family) => recover(family, null) },
];

/** A dry run answers what the decision would, and leaves nothing behind. */
export const previewCases: readonly StoreCase[] = [
  ...previewed.map(
    ({ title, toCommand }): StoreCase => ({
      title: `previews ${title}, as it is decided then, and records nothing`,
      run: async ({ store: { status, evidence }, family }) => {
        await bringLive(status, family, 3);
        await status.registerVersions([sampleVersion(family, 4)]);
        const { contentHash: baselineHash } = sampleVersion(family, 3);
        await evidence.save(sampleEvidence(family, 4, { baselineVersion: 3, baselineHash }));
        const command = { ...toCommand(family), idempotencyKey: `key of ${family}` };
        const before = await readAll(status);
        const preview = await answerOf(status.preview(command));
        expect(await readAll(status)).toEqual(before);
        const decided = await answerOf(status.decide(command));
        expect(withoutTimes(preview)).toEqual(withoutTimes(decided));
        expect("before" in preview ? preview.before : undefined).toEqual(
          "before" in preview
            ? before.families.find((state) => state.family === family)
            : undefined,
        );
      },
    }),
  ),
  {
    title: "previews a registration in the environment development, and leaves it undone",
    environment: "development",
    run: async ({ store: { status }, family }) => {
      const active = sampleVersion(family, 1, "active");
      await status.registerVersions([active, sampleVersion(family, 2, "draft")]);
      const asked = [
        sampleVersion(family, 1, "active", "Something else."),
        sampleVersion(family, 2, "draft", "Something else."),
        sampleVersion(family, 3),
      ];
      const [edited, changed, added] = asked;
      expect(await status.previewRegistration(asked)).toEqual({
        added: [added],
        replaced: [changed],
        conflicts: [
          {
            family,
            version: 1,
            registeredHash: active.contentHash,
            declaredHash: edited?.contentHash,
          },
        ],
      });
      expect(await status.readVersion(family, 3)).toBeNull();
      expect((await status.readVersion(family, 2))?.contentHash).not.toBe(changed?.contentHash);
    },
  },
  {
    title: "previews the first declaration of a family as if its versions were registered",
    run: async ({ store: { status }, family }) => {
      const preview = await status.preview(declare(family, 2), [1, 2]);
      expect(preview).toMatchObject({
        before: null,
        alreadyApplied: false,
        decision: { change: { kind: "first_seen" }, revision: 1, toVersion: 2 },
        state: { activeVersion: 2 },
      });
      expect(await status.readSnapshot()).toMatchObject({ revision: 0, families: [] });
      expect(await status.readVersion(family, 2)).toBeNull();
    },
  },
];

async function readAll(status: StatusStore) {
  const snapshot = await status.readSnapshot();
  const decisions = await status.readHistory({ family: null, limit: 100, before: null });
  return { ...snapshot, decisions };
}

type Answer = DecisionResult | { readonly code: string; readonly message: string };

async function answerOf(asked: Promise<DecisionResult>): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    if (!isPromptrailError(error)) throw error;
    const { code, message } = error;
    return { code, message };
  }
}

/** When it was decided, and what follows from that. */
function withoutTimes(answer: Answer): unknown {
  if (!("state" in answer)) return answer;
  const { before: _before, ...result } = answer;
  const times = new Set(["decidedAt", "hash", "previousHash"]);
  const text = JSON.stringify(result, (name, value: unknown) => (times.has(name) ? null : value));
  return JSON.parse(text);
}
