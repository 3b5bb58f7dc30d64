import type { TextEdit } from "../code/apply-edits.js";
import { insert } from "../code/insert-beside.js";
import { type Code, readIndent } from "../code/read-code.js";
import type { Field } from "../code/read-fields.js";

/** What is another in the next version. */
export interface NextFields {
  readonly version: number;
  readonly changelog: string;
  /** Default: that of the version before. */
  readonly onModel?: OtherModel | undefined;
}

/** The model of a copy that is the same prompt on another one. */
export interface OtherModel {
  readonly provider: string;
  readonly model: string;
  /** Whether the options under the vendor's own names go: another vendor does not have them. */
  readonly dropsOptions: boolean;
}

/** Makes a version's object that of a later draft. */
export function editFields(
  { source }: Code,
  fields: ReadonlyMap<string, Field>,
  { version, changelog, onModel }: NextFields,
): readonly TextEdit[] {
  const number = fields.get("version");
  const status = fields.get("status");
  const why = fields.get("changelog");
  if (number === undefined) return [];
  const quote = status !== undefined && source[status.valueStart] === "'" ? "'" : '"';
  const values = [
    { name: "status", field: status, text: `${quote}draft${quote}` },
    { name: "changelog", field: why, text: writeText(changelog, quote) },
  ];
  const added = values.filter(({ field }) => field === undefined);
  const indent = readIndent(source, number.start) || " ";
  return [
    replace(number, String(version)),
    ...(onModel === undefined ? [] : moveToModel(fields, onModel, quote)),
    ...values.flatMap(({ field, text }) => (field === undefined ? [] : [replace(field, text)])),
    ...added.map(({ name, text }) => insert(number.valueEnd, `,${indent}${name}: ${text}`)),
  ];
}

/** Both names are written out where a version is planned for another model. */
function moveToModel(
  fields: ReadonlyMap<string, Field>,
  { provider, model, dropsOptions }: OtherModel,
  quote: string,
): readonly TextEdit[] {
  const values = [
    { field: fields.get("provider"), text: writeText(provider, quote) },
    { field: fields.get("model"), text: writeText(model, quote) },
    ...(dropsOptions ? [{ field: fields.get("providerOptions"), text: "{}" }] : []),
  ];
  return values.flatMap(({ field, text }) => (field === undefined ? [] : [replace(field, text)]));
}

function replace({ valueStart, valueEnd }: Field, text: string): TextEdit {
  return { start: valueStart, end: valueEnd, text };
}

function writeText(text: string, quote: string): string {
  const json = JSON.stringify(text);
  if (quote === '"') return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
