import { hashDecision, hashEvidence, type PromotionGround } from "@promptrail/core/lifecycle";
import { expect } from "vitest";
import { bringLive, promote } from "../sample-commands.js";
import { sampleEvidence } from "../sample-evidence.js";
import { sampleVersion } from "../sample-versions.js";
import type { StoreCase } from "../store-case.js";

/** What a promotion of the version to be stands on. */
export function groundOf(family: string, version: number): PromotionGround {
  const { contentHash } = sampleVersion(family, version);
  return {
    kind: "evidence",
    key: { family, contentHash, datasetHash: "dataset", suiteHash: "suite" },
  };
}

export const promotionCases: readonly StoreCase[] = [
  {
    title: "refuses a promotion without evidence, and names what is missing",
    run: async ({ store: { status }, family }) => {
      await bringLive(status, family, 1);
      await status.registerVersions([sampleVersion(family, 2)]);
      const asked = status.decide(promote(family, 2, { ground: groundOf(family, 2) }));
      await expect(asked).rejects.toMatchObject({ code: "gate_refused" });
      expect((await status.readSnapshot()).revision).toBe(1);
    },
  },
  {
    title:
      "promotes on the evidence that decides against the version that is active, and records it",
    run: async ({ store: { status, evidence }, family }) => {
      await bringLive(status, family, 1);
      await status.registerVersions([sampleVersion(family, 2)]);
      const command = promote(family, 2, { ground: groundOf(family, 2) });
      await evidence.save(sampleEvidence(family, 2, { verdict: "fail", reasons: ["too long"] }));
      await expect(status.decide(command)).rejects.toMatchObject({ code: "gate_refused" });
      // Asking again until it passes changes nothing.
      await evidence.save(sampleEvidence(family, 2, { verdict: "pass" }));
      await expect(status.decide(command)).rejects.toMatchObject({ code: "gate_refused" });
      const reason = "the dataset's answers were corrected";
      const passed = await evidence.save(sampleEvidence(family, 2, { supersedes: { reason } }));
      const { decision } = await status.decide(command);
      expect(decision).toMatchObject({ toVersion: 2, evidenceId: passed.id, override: null });
      expect(decision?.supersedeReason).toBe(reason);
      const [read, before] = await status.readHistory({ family, limit: 2, before: null });
      expect(read).toEqual(decision);
      expect(before).not.toHaveProperty("supersedeReason");
    },
  },
  {
    title:
      "records the hash of the whole evidence and who stored it, and neither if there is no evidence",
    run: async ({ store: { status, evidence }, family }) => {
      await bringLive(status, family, 1);
      await status.registerVersions([sampleVersion(family, 2)]);
      const passed = await evidence.save(sampleEvidence(family, 2, { actor: "key:ci" }));
      await status.decide(promote(family, 2, { ground: groundOf(family, 2) }));
      await status.decide(promote(family, 1));
      const history = await status.readHistory({ family, limit: 3, before: null });
      expect(history[1]?.evidenceHash).toBe(hashEvidence(passed));
      expect(history.map((decision) => "evidenceHash" in decision)).toEqual([false, true, false]);
      expect(history.map(({ evidenceActor }) => evidenceActor)).toEqual([
        undefined,
        "key:ci",
        undefined,
      ]);
      for (const { hash, ...decision } of history) expect(hashDecision(decision)).toBe(hash);
    },
  },
  {
    title: "refuses evidence for different content, or for another baseline, dataset or suite",
    run: async ({ store: { status, evidence }, family }) => {
      await bringLive(status, family, 1);
      await status.registerVersions([sampleVersion(family, 2)]);
      for (const field of ["contentHash", "baselineHash", "datasetHash", "suiteHash"] as const) {
        await evidence.save(sampleEvidence(family, 2, { [field]: "sha256-other" }));
      }
      const asked = status.decide(promote(family, 2, { ground: groundOf(family, 2) }));
      await expect(asked).rejects.toMatchObject({ code: "gate_refused" });
    },
  },
];
