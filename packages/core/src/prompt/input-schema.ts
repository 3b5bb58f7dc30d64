import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";

/** Any Standard Schema; one that also gives JSON Schema is checked against the templates. */
export type InputSchema<Input = unknown, Output = unknown> = StandardSchemaV1<Input, Output> & {
  readonly "~standard": Partial<StandardJSONSchemaV1.Props<Input, Output>>;
};
