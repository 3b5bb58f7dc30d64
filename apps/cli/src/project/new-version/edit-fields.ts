import type { TextEdit } from "../code/apply-edits.js";
import { insert } from "../code/insert-beside.js";
import { type Code, readIndent } from "../code/read-code.js";
import type { Field } from "../code/read-fields.js";

/** What is another in the next version. */
export interface NextFields {
  readonly version: number;
  readonly changelog: string;
}

/** Makes a version's object that of a later draft. */
export function editFields(
  { source }: Code,
  fields: ReadonlyMap<string, Field>,
  { version, changelog }: NextFields,
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
    ...values.flatMap(({ field, text }) => (field === undefined ? [] : [replace(field, text)])),
    ...added.map(({ name, text }) => insert(number.valueEnd, `,${indent}${name}: ${text}`)),
  ];
}

function replace({ valueStart, valueEnd }: Field, text: string): TextEdit {
  return { start: valueStart, end: valueEnd, text };
}

function writeText(text: string, quote: string): string {
  const json = JSON.stringify(text);
  if (quote === '"') return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
