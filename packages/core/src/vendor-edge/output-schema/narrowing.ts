import type { JsonObject } from "../../json/json-value.js";
import type { SchemaDialect } from "./schema-dialect.js";

/** One way through a schema, and what is found on it. */
export interface Narrowing {
  readonly root: JsonObject;
  readonly dialect: SchemaDialect;
  readonly obstacles: string[];
  readonly described: string[];
}
