import type { PromotionGround } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";

const evidenceKeyWire = z.object({
  family: z.string(),
  content_hash: z.string(),
  dataset_hash: z.string(),
  suite_hash: z.string(),
});

/** What the activation of a declared version stands on. */
export const groundWire = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("evidence"), key: evidenceKeyWire }),
    z.object({ kind: z.literal("override"), reason: z.string() }),
    z.object({ kind: z.literal("no_gate") }),
    z.object({ kind: z.literal("no_suite") }),
  ])
  .register(components, { id: "PromotionGround" });

type GroundWire = z.infer<typeof groundWire>;

export function toGroundWire(ground: PromotionGround): GroundWire {
  if (ground.kind !== "evidence") return ground;
  const { family, contentHash, datasetHash, suiteHash } = ground.key;
  const key = { family, content_hash: contentHash };
  return {
    kind: ground.kind,
    key: { ...key, dataset_hash: datasetHash, suite_hash: suiteHash },
  };
}

export function fromGroundWire(wire: GroundWire): PromotionGround {
  if (wire.kind !== "evidence") return wire;
  const { family, content_hash: contentHash, dataset_hash: datasetHash } = wire.key;
  return {
    kind: wire.kind,
    key: { family, contentHash, datasetHash, suiteHash: wire.key.suite_hash },
  };
}
