import type { Case, InputSchema, Message } from "@promptrail/core";
import { suggest } from "@promptrail/core/errors";
import { describeIssues, omitUndefined } from "@promptrail/core/portable";
import { z } from "zod";
import { datasetError, type RowPlace } from "./dataset-error.js";
import type { RowSettings } from "./row-settings.js";
import { findTurnFault } from "./turns/find-turn-fault.js";
import { toTurns, turnRowsSchema } from "./turns/turn-rows.js";

const originSchema = z.strictObject({
  call_id: z.string("must be a text").optional(),
  at: z.string("must be a text").optional(),
  environment: z.string("must be a text").optional(),
  case: z.string("must be a text").optional(),
});

const rowSchema = z.strictObject({
  id: z.string("must be a text").min(1, "must not be empty"),
  context: z.record(z.string(), z.unknown(), "must be an object of template variables"),
  ground_truth: z.unknown().optional(),
  tags: z.array(z.string("must be a text"), "must be a list of texts").optional(),
  cluster: z.string("must be a text").min(1, "must not be empty").nullish(),
  earlier_turns: turnRowsSchema.nullish(),
  turns: turnRowsSchema.nullish(),
  origin: originSchema.nullish(),
});

const knownKeys = Object.keys(rowSchema.shape);

/** A foreign row → a case. Throws `dataset_invalid` that names the place, the field and the cure. */
export async function parseRow(
  row: unknown,
  place: RowPlace,
  settings: RowSettings,
): Promise<Case> {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) throw datasetError(place, describeRowProblem(row, parsed.error));
  const { id, context, ground_truth: groundTruth = null, tags = [], cluster = null } = parsed.data;
  await requireSchemas({ id, context, groundTruth }, place, settings);
  const { earlier_turns: earlier, turns, origin } = parsed.data;
  return {
    id,
    context,
    groundTruth,
    tags,
    cluster,
    ...omitUndefined({
      earlierTurns: readTurns("earlier_turns", earlier, { place, id }),
      turns: readTurns("turns", turns, { place, id }),
      origin: toOrigin(origin),
    }),
  };
}

function readTurns(
  name: string,
  rows: z.output<typeof turnRowsSchema> | null | undefined,
  { place, id }: { readonly place: RowPlace; readonly id: string },
): readonly Message[] | undefined {
  const turns = toTurns(rows ?? []);
  const fault = findTurnFault(turns);
  if (fault !== null) {
    throw datasetError({ ...place, path: name }, `the ${name} of case "${id}": ${fault}.`);
  }
  return turns.length === 0 ? undefined : turns;
}

function toOrigin(row: z.output<typeof originSchema> | null | undefined): Case["origin"] {
  if (row == null) return undefined;
  const { call_id: callId, case: caseId, at, environment } = row;
  return omitUndefined({ callId, at, environment, caseId });
}

function describeRowProblem(row: unknown, error: z.ZodError): string {
  const form = `A row is { "id", "context", "ground_truth"?, "tags"?, "cluster"?, "earlier_turns"?, "turns"?, "origin"? }.`;
  if (typeof row !== "object" || row === null || Array.isArray(row)) {
    return `the row is not an object. ${form}`;
  }
  const missing = ["id", "context"].filter((key) => !Object.hasOwn(row, key));
  if (missing.length > 0) {
    return `the row has no ${missing.map((key) => `"${key}"`).join(" and no ")}. Add it: ${form}`;
  }
  const unknown = Object.keys(row).find((key) => !knownKeys.includes(key));
  if (unknown !== undefined) {
    return `unknown key "${unknown}".${suggest(unknown, knownKeys)} Remove or rename it: ${form}`;
  }
  return `${describeIssues(error.issues)}. ${form}`;
}

/** Throws `dataset_invalid` where context or ground truth do not fit the dataset's own schemas. */
export async function requireSchemas(
  { id, context, groundTruth }: Pick<Case, "id" | "context" | "groundTruth">,
  place: RowPlace,
  settings: RowSettings,
): Promise<void> {
  const truth = { what: "ground_truth", value: groundTruth, schema: settings.groundTruth };
  await requireFit({ what: "context", value: context, schema: settings.context, place, id });
  await requireFit({ ...truth, place, id });
}

interface FitSettings {
  readonly what: string;
  readonly value: unknown;
  readonly schema: InputSchema | undefined;
  readonly place: RowPlace;
  readonly id: string;
}

async function requireFit({ what, value, schema, place, id }: FitSettings): Promise<void> {
  if (schema === undefined) return;
  const result = await schema["~standard"].validate(value);
  if (result.issues === undefined) return;
  throw datasetError(
    place,
    `the ${what} of case "${id}" does not fit the dataset's schema: ${describeIssues(result.issues)}. Correct the row or the schema.`,
  );
}
