import type { JsonObject, ProviderWarning } from "@promptrail/core";
import {
  isPlainPattern,
  mapSubschemas,
  narrowSchema,
  type OutputFormat,
  type SchemaDialect,
} from "@promptrail/core/provider-kit";
import type { OutputRequest } from "./compatible/compatible-vendor.js";

const formats: ReadonlySet<string> = new Set([
  ...["date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"],
]);

/**
 * The supported schemas of strict structured outputs, as listed on developers.openai.com in November 2026;
 * that alternatives must differ in their first field is known from the API's errors alone.
 */
const strictDialect: SchemaDialect = {
  objectRoot: true,
  limits: new Set([
    ...["minLength", "maxLength", "pattern", "format"],
    ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
    ...["minItems", "maxItems"],
  ]),
  formats,
  mostMinItems: Number.POSITIVE_INFINITY,
  // A format that is not known limits nothing in JSON Schema.
  described: new Set(["format"]),
  optionalFields: false,
  recursion: true,
  firstFieldTells: true,
  most: {
    fields: 5000,
    depth: 10,
    characters: 120_000,
    enumValues: 1000,
    largeEnum: { values: 250, characters: 15_000 },
  },
};

/** An output schema as both of OpenAI's APIs take it. */
interface AskedSchema {
  readonly name: string;
  readonly schema: Record<string, unknown>;
  readonly strict: boolean;
}

/** Strict where OpenAI can hold its models to the whole schema, else as it is and with the reason. */
export function toAskedSchema({ name, schema }: OutputFormat): {
  readonly asked: AskedSchema;
  readonly warnings: readonly ProviderWarning[];
} {
  const narrowed = narrowSchema(schema, strictDialect);
  const reasons = narrowed.isEnforced
    ? describe(narrowed.described)
    : [`OpenAI does not enforce this schema: ${narrowed.obstacle}.`];
  const sent = narrowed.isEnforced ? narrowed.schema : dropRefused(schema);
  return {
    asked: { name, schema: { ...sent }, strict: narrowed.isEnforced },
    warnings: reasons.map((reason) => ({ setting: "output", reason })),
  };
}

/** An output schema as Chat Completions take it. */
export function toOutputRequest(output: OutputFormat): OutputRequest {
  const { asked, warnings } = toAskedSchema(output);
  return { format: { type: "json_schema", json_schema: asked }, instruction: null, warnings };
}

function describe(described: readonly string[]): readonly string[] {
  if (described.length === 0) return [];
  const list = described.join(", ");
  return [`OpenAI does not enforce the ${list}; the schema's descriptions state it instead.`];
}

/** A schema without what OpenAI refuses in any mode. */
export function dropRefused(schema: JsonObject): JsonObject {
  const { propertyNames: _names, format, pattern, ...others } = schema;
  const isKnownFormat = typeof format === "string" && formats.has(format);
  const isPlain = typeof pattern === "string" && isPlainPattern(pattern);
  return mapSubschemas(
    {
      ...others,
      ...(isKnownFormat ? { format } : {}),
      ...(isPlain ? { pattern } : {}),
    },
    dropRefused,
  );
}
