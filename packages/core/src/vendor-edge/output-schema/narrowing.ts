import type { JsonObject } from "../../json/json-value.js";

/** One way through a schema, and what is found on it. */
export interface Narrowing {
  readonly root: JsonObject;
  readonly dialect: SchemaDialect;
  readonly obstacles: string[];
  readonly described: string[];
}

/** How large a schema may be. What is left out has no limit. */
export interface SchemaSize {
  /** Fields of all objects together. */
  readonly fields?: number;
  /** Objects inside each other, the outermost counted. */
  readonly depth?: number;
  /** Characters of all names of fields and definitions and of all values of enums and constants. */
  readonly characters?: number;
  /** Values of all enums together. */
  readonly enumValues?: number;
  /** What an enum of more values than `values` may have in characters. */
  readonly largeEnum?: { readonly values: number; readonly characters: number };
  readonly optionalFields?: number;
  /** Places with more than one type. */
  readonly unions?: number;
}

/**
 * What a vendor can hold a model to, as data. Shapes (types, closed objects, lists, enums, constants,
 * unions, references) are taken by all; a keyword that is named nowhere here is not sent.
 */
export interface SchemaDialect {
  /** Whether an answer has to be an object. */
  readonly objectRoot: boolean;
  /** Keywords that limit one value: `minLength`, `maximum`. */
  readonly limits: ReadonlySet<string>;
  /** The values that `format` may have, where `limits` has it. */
  readonly formats: ReadonlySet<string>;
  /** The most that `minItems` may ask for, where `limits` has it. */
  readonly mostMinItems: number;
  /** Limits that the vendor does not know and that go into the description, in words. */
  readonly described: ReadonlySet<string>;
  /** Whether a field may be missing from the answer. */
  readonly optionalFields: boolean;
  /** Whether a schema may refer to itself. */
  readonly recursion: boolean;
  /** Whether objects of one union must differ in their first field, by its name or its constant. */
  readonly firstFieldTells: boolean;
  readonly most: SchemaSize;
}
