import { randomUUID } from "node:crypto";
import type { RollbackAllReport } from "@promptrail/core";
import { type RolledBackFamily, requireFaultyModel } from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";
import { requireIdempotencyKey } from "../request/require-idempotency-key.js";
import { decideMoves, type MovePorts } from "./decide-moves.js";
import type { Run } from "./find-done.js";
import { type Move, planRollbackAll } from "./plan-rollback-all.js";
import type { RollbackAllRequest } from "./rollback-all-request.js";

/**
 * Rolls every family back whose active version asks a faulty model: to its newest eligible version that does not.
 * A request that ends early goes on where it stopped when it is repeated with its idempotency key.
 *
 * @throws PromptrailError `request_invalid` where neither a model nor a provider is named, or for an
 * idempotency key that is none; `store_unavailable`.
 */
export async function rollbackAll(
  ports: MovePorts,
  request: RollbackAllRequest,
): Promise<RollbackAllReport> {
  const run = toRun(request);
  const plan = await planRollbackAll(ports.store.status, run, request);
  const { moves, done, left, asFallback, activeModels } = plan;
  if (request.dryRun === true) {
    return {
      dryRun: true,
      idempotencyKey: request.idempotencyKey ?? null,
      revision: plan.revision,
      rolledBack: [...done, ...moves.map(toPreview)],
      left,
      remaining: 0,
      asFallback,
      activeModels,
    };
  }
  const decided = await decideMoves(ports, run, moves, request);
  return {
    dryRun: false,
    idempotencyKey: run.key,
    revision: Math.max(plan.revision, decided.revision),
    rolledBack: [...done, ...decided.rolledBack],
    left: [...left, ...decided.left],
    remaining: decided.remaining,
    asFallback,
    activeModels,
  };
}

function toRun({ provider, model, idempotencyKey, keyOwner }: RollbackAllRequest): Run {
  requireIdempotencyKey(idempotencyKey);
  const isNew = idempotencyKey === undefined;
  const faulty = requireFaultyModel(provider, model);
  return { faulty, key: idempotencyKey ?? randomUUID(), keyOwner, isNew };
}

function toPreview({ family, fromVersion, toVersion }: Move): RolledBackFamily {
  return {
    family,
    rolledBackFrom: versionKey(family, fromVersion),
    rolledBackTo: versionKey(family, toVersion),
    revision: null,
    alreadyApplied: false,
  };
}
