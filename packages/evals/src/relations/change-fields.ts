import type { JsonObject, JsonValue } from "@promptrail/core";
import { type Field, listFields, toFieldName, writeField } from "./json-fields.js";
import type { ChangeDraw } from "./relation.js";

interface ChangeFieldsSettings {
  /** As a user names them, `items[].note`; undefined: those that `isUsual` takes. */
  readonly fields: readonly string[] | undefined;
  readonly isUsual: (field: Field) => boolean;
  /** What may stand there instead, the best first. */
  readonly change: (field: Field) => readonly JsonValue[];
}

/** The context with every such field changed to the first value that the input schema takes; null where none is. */
export async function changeFields(
  context: JsonObject,
  { allows }: ChangeDraw,
  { fields, isUsual, change }: ChangeFieldsSettings,
): Promise<JsonObject | null> {
  const isMeant = (field: Field) =>
    fields === undefined ? isUsual(field) : fields.includes(toFieldName(field.path));
  let changed = context;
  for (const field of listFields(context)) {
    if (!isMeant(field)) continue;
    for (const value of change(field)) {
      const next: JsonObject = writeField(changed, field.path, value);
      if (!(await allows(next))) continue;
      changed = next;
      break;
    }
  }
  return changed === context ? null : changed;
}
