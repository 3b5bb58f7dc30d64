import type { z } from "zod";
import type { ErrorDocument } from "./error-document.js";

/** The schemas of what a command prints with `--json`, by its usage: one for each form of it that prints another. */
export type CommandDocuments = Readonly<Record<string, z.ZodType<object, object>>>;

/** What a command prints: one of its documents, or what went wrong. */
export type DocumentOf<Documents extends CommandDocuments> =
  | Printed<Documents[keyof Documents]>
  | ErrorDocument;

/** What is printed of a schema. */
export type Printed<Schema extends z.ZodType> = Held<z.input<Schema>>;

/** What is printed is nobody's to change. */
type Held<Value> = Value extends readonly (infer Item)[]
  ? readonly Held<Item>[]
  : Value extends object
    ? { readonly [Name in keyof Value]: Held<Value[Name]> }
    : Value;
