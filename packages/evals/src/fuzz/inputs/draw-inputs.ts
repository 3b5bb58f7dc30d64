import type { Case, InputSchema, JsonObject, JsonValue } from "@promptrail/core";
import { describeInput, type SchemaView, viewInput } from "@promptrail/core/lifecycle";
import { isJsonObject } from "@promptrail/core/portable";
import type * as FastCheck from "fast-check";
import { readField, writeField } from "../../relations/json-fields.js";
import { createDraw, mixSeed } from "./draw-change.js";
import { type DrawnInput, toInputId } from "./fuzz-input.js";
import { schemaArbitrary } from "./schema-arbitrary.js";
import { collectSeen } from "./seen-values.js";

interface DrawInputsSettings {
  readonly seed: number;
  /** Null where the version has none here: only cases of the dataset are drawn then. */
  readonly schema: InputSchema | null;
  /** Those that the schema takes. */
  readonly cases: readonly Case<JsonObject>[];
  readonly allows: (context: object) => Promise<boolean>;
  /** False where no eval can judge an answer of which nobody said what is right. */
  readonly mayMake: boolean;
}

/** After so many draws in a row that gave nothing new, there is nothing new. */
const mostMisses = 200;

/**
 * Different inputs without end, or until there are no others: cases of the dataset in a drawn order, and by turns with them, cases
 * with some fields drawn anew and inputs that the schema alone made. The same seed draws the same.
 */
export async function* drawInputs(settings: DrawInputsSettings): AsyncGenerator<DrawnInput> {
  const { seed, cases, allows } = settings;
  const make = settings.mayMake ? await openMaker(settings) : null;
  const seen = new Set<string>();
  const waiting = [...createDraw(mixSeed(seed, 1), allows).shuffle(cases)];
  let misses = 0;
  for (let turn = 0; misses < mostMisses; turn += 1) {
    const next = turn % 2 === 0 || make === null ? waiting.shift() : undefined;
    const drawn = next === undefined ? await make?.(turn) : toDrawn(next);
    if (drawn === undefined && make === null) return;
    const id = drawn == null ? null : toInputId(drawn.context);
    if (drawn == null || id === null || seen.has(id)) {
      misses += 1;
      continue;
    }
    misses = 0;
    seen.add(id);
    yield drawn;
  }
}

function toDrawn({ id, context, tags, groundTruth }: Case<JsonObject>): DrawnInput {
  return { context, origin: "case", caseId: id, tags, truth: { value: groundTruth } };
}

type MakeInput = (turn: number) => Promise<DrawnInput | null>;

/** Null where the schema says too little to make inputs of it. fast-check is loaded here, and not before. */
async function openMaker({
  seed,
  schema,
  cases,
  allows,
}: DrawInputsSettings): Promise<MakeInput | null> {
  const view = schema === null ? null : findView(schema);
  if (view === null) return null;
  const fc = await import("fast-check");
  const values = schemaArbitrary(fc, view, collectSeen(cases.map(({ context }) => context)));
  if (values === null) return null;
  return async (turn) => {
    const made = drawOne(fc, values, mixSeed(seed, 2, turn));
    if (!isJsonObject(made)) return null;
    const draw = createDraw(mixSeed(seed, 3, turn), allows);
    const base = cases.length > 0 && draw.below(2) === 0 ? draw.pick(cases) : null;
    const context =
      base === null ? made : changeSome(base.context, made, draw.pick([1, 2, 3]), draw);
    if (!(await allows(context))) return null;
    const origin = base === null ? "schema" : "changed_case";
    return { context, origin, caseId: base?.id ?? null, tags: [], truth: null };
  };
}

function drawOne(
  fc: typeof FastCheck,
  values: FastCheck.Arbitrary<JsonValue>,
  seed: number,
): JsonValue | undefined {
  return fc.sample(values, { seed: seed | 0, numRuns: 1 })[0];
}

/** The schema of what callers give, else of what it makes of it. */
function findView(schema: InputSchema): SchemaView | null {
  const { given, made } = viewInput(describeInput(schema));
  return given ?? made;
}

/** Some leaves of a case as they are in another input. */
function changeSome(
  context: JsonObject,
  other: JsonObject,
  count: number,
  draw: ReturnType<typeof createDraw>,
): JsonObject {
  const leaves = listLeaves(context).filter((path) => readField(other, path) !== undefined);
  return draw
    .shuffle(leaves)
    .slice(0, count)
    .reduce<JsonObject>(
      (changed, path) => writeField(changed, path, readField(other, path)),
      context,
    );
}

/** Members of objects, down to those that are no objects: lists are taken whole. */
function listLeaves(value: JsonObject, above: readonly string[] = []): readonly string[][] {
  return Object.entries(value).flatMap(([key, member]) =>
    isJsonObject(member) ? listLeaves(member, [...above, key]) : [[...above, key]],
  );
}
