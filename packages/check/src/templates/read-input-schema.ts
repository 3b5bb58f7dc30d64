import type { InputSchema } from "@promptrail/core";
import {
  describeInput,
  type LookUpPath,
  readJsonSchema,
  type SchemaView,
  viewInput,
} from "@promptrail/core/lifecycle";
import { buildSample, type SampleKind, sampleKinds } from "../samples/build-sample.js";
import { tryValue } from "../samples/try-value.js";

/** A context that the input schema takes, as the templates get it. */
export interface InputSample {
  readonly kind: SampleKind;
  readonly context: unknown;
}

/** What an input schema says for the check of templates. */
export interface InputReading {
  /** Null where the schema gives no JSON Schema of what it makes. */
  readonly lookUp: LookUpPath | null;
  readonly samples: readonly InputSample[];
  /** Why `lookUp` is null. */
  readonly reason: string | null;
}

// The versions of a family share a schema more often than not.
const known = new WeakMap<InputSchema, InputReading>();

/** What an input schema says of paths, with samples of what it allows. Cached by schema; `reason` says why nothing could be read. */
export function readInputSchema(schema: InputSchema): InputReading {
  const reading = known.get(schema) ?? readNewSchema(schema);
  known.set(schema, reading);
  return reading;
}

function readNewSchema(schema: InputSchema): InputReading {
  const { given, made } = viewInput(describeInput(schema));
  const samples = findSamples(schema, given ?? made);
  if (made !== null) return { lookUp: made.lookUp, samples, reason: null };
  const none = readJsonSchema(schema, "output");
  return { lookUp: null, samples, reason: none.json === null ? describeNone(none) : null };
}

function describeNone({
  reason,
  path,
}: {
  readonly reason: string;
  readonly path: string;
}): string {
  return path === "" ? reason : `${reason}, at \`input${path}\``;
}

function findSamples(schema: InputSchema, view: SchemaView | null): readonly InputSample[] {
  if (view === null) return [];
  return sampleKinds.flatMap((kind) => {
    const value = buildSample(view, kind);
    const trial = value === undefined ? null : tryValue(schema, value);
    return trial?.kind === "fits" ? [{ kind, context: trial.value }] : [];
  });
}
