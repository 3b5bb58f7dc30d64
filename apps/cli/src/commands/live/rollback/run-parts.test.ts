import { PromptrailError, type RollbackAllReport } from "@promptrail/core";
import { expect, test } from "vitest";
import { runParts } from "./run-parts.js";

const families = Array.from({ length: 250 }, (_, at) => `family_${at}`);
const run = {
  families,
  model: "sick-model",
  reason: "Ill",
  seenRevision: 250,
  idempotencyKey: "run-1",
  wait: undefined,
};
const settings = {
  stop: new AbortController().signal,
  onProgress: () => {},
  goOn: "`the command`",
};

function toReport(asked: readonly string[]): RollbackAllReport {
  return {
    dryRun: false,
    idempotencyKey: "run-1",
    revision: 300,
    rolledBack: asked.map((family) => ({
      family,
      rolledBackFrom: `${family}_v2`,
      rolledBackTo: `${family}_v1`,
      revision: 300,
      alreadyApplied: false,
    })),
    left: [],
    remaining: 0,
    asFallback: [],
    activeModels: [],
  };
}

test.each([
  ["that a store went away from", { rolled_back: 0, idempotency_key: "run-1" }, 100],
  ["whose answer does not say how far it came", {}, 100],
])("a part %s is told with all that is done, and with how to go on", async (_what, data, done) => {
  let parts = 0;
  const rollbackAll = async ({
    families: asked = [],
  }: {
    readonly families?: readonly string[] | undefined;
  }) => {
    parts += 1;
    if (parts > 1) throw new PromptrailError("store_unavailable", "The store is away.", data);
    return toReport(asked);
  };
  await expect(runParts({ rollbackAll }, run, settings)).rejects.toMatchObject({
    code: "store_unavailable",
    message: `The store is away. Of all ${families.length} families, ${done} are known to be rolled back. Go on with: \`the command\``,
    data: { rolled_back: done, families: families.length, idempotency_key: "run-1" },
  });
});
