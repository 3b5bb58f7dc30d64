import {
  type JsonObject,
  type JsonOf,
  type JsonValue,
  PromptrailError,
  type PromptVersion,
} from "@promptrail/core";
import { code, flag, isText, object, oneOf, text } from "../settings/field-rules.js";
import { isPlainObject, requireFields, type SettingRules } from "../settings/require-fields.js";
import type { ChangeDraw, KeptParts, Relation } from "./relation.js";

/** What `defineRelation` takes. */
export interface RelationSettings<Context, Data> {
  /** Lower case, unique in its suite: `currency_changed`. */
  readonly name: string;
  /** What is changed, for the report: `the currency is another one`. Default: its name in words. */
  readonly describes?: string | undefined;
  /** A version of the family: types the context and the data. */
  readonly prompt?:
    | (PromptVersion<string, Context> & { readonly "~data"?: Data | undefined })
    | undefined;
  /**
   * Which context evals read beside the answer to a changed input: `original` where what was added is not to be taken for a
   * part of the input, such as a text with instructions. Default: `changed`.
   */
  readonly judgedWith?: "changed" | "original" | undefined;
  /**
   * Whether evals and `keeps` read an answer without the words that it only repeats of the change: three or more in a row, or all
   * that was put in. For a text that is to be obeyed by nobody, and may be quoted. Default: false.
   */
  readonly ignoresRepeated?: boolean | undefined;
  /**
   * The context with a change that must not matter, null where there is nothing to change. The context that it gets is a plain copy.
   * It may change many fields at once: what is found is shrunk to the fewest.
   */
  change(context: Context, draw: ChangeDraw): object | null | Promise<object | null>;
  /** What of an answer must stay the same, beside the evals' verdicts: `({ data }) => data.decision`. Default: nothing. */
  keeps?(answer: KeptParts<JsonOf<Data>>): JsonValue;
}

interface UntypedSettings extends Omit<RelationSettings<unknown, unknown>, "change" | "keeps"> {
  change(context: JsonObject, draw: ChangeDraw): object | null | Promise<object | null>;
  keeps?(answer: KeptParts): JsonValue;
}

/** A relation of a team's own. Throws `invalid_definition`. */
export function defineRelation<Context = JsonObject, Data = JsonValue | null>(
  settings: RelationSettings<Context, Data>,
): Relation<Context, Data>;
// Inside, a relation is what it is at run time: it changes any context.
export function defineRelation(settings: UntypedSettings): Relation {
  requireRelation(settings);
  const { name, describes = name.replaceAll("_", " "), judgedWith = "changed" } = settings;
  const { ignoresRepeated = false } = settings;
  return Object.freeze({
    name,
    describes,
    judgedWith,
    ignoresRepeated,
    change: async (context: JsonObject, draw: ChangeDraw) =>
      toPlain(await settings.change(context, draw)),
    keeps:
      settings.keeps === undefined
        ? undefined
        : (answer: KeptParts) => settings.keeps?.(answer) ?? null,
  });
}

const rules: SettingRules<RelationSettings<unknown, unknown>> = {
  name: text,
  describes: text,
  prompt: object,
  judgedWith: oneOf(["changed", "original"]),
  ignoresRepeated: flag,
  change: code,
  keeps: code,
};

function requireRelation(settings: unknown): void {
  const name = isPlainObject(settings) && isText(settings.name) ? settings.name : "?";
  const refuse = (relation: string, reason: string): never => {
    throw new PromptrailError("invalid_definition", `${relation} ${reason}`, { relation: name });
  };
  requireFields(settings, {
    rules,
    required: ["name", "change"],
    refuse: (reason) => refuse(`Relation "${name}"`, reason),
  });
  if (/^[a-z][a-z0-9_]*$/.test(name)) return;
  refuse(
    "A relation",
    `has the name "${name}". Give it a name in lower case such as currency_changed.`,
  );
}

function toPlain(changed: object | null): JsonObject | null {
  return changed === null ? null : (JSON.parse(JSON.stringify(changed)) as JsonObject);
}
