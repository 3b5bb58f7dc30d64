import type { JsonObject, JsonValue } from "@promptrail/core";
import { isJsonList, isJsonObject } from "@promptrail/core/portable";
import { defineRelation } from "./define-relation.js";
import type { FieldsSettings } from "./fields-settings.js";
import { lastWord } from "./free-text.js";
import { type Field, listFields, readField, toFieldName, writeField } from "./json-fields.js";
import type { ChangeDraw, Relation } from "./relation.js";

/** Lists whose order says nothing, by the last word of their names. */
const unordered: ReadonlySet<string> = new Set([
  ...["attributes", "features", "tags", "keywords", "categories", "colors", "colours", "sizes"],
  ...["materials", "labels", "options", "ingredients", "flags", "interests", "skills", "topics"],
]);

/**
 * The attributes of a thing come in another order: the members of each object, and the items of lists whose order says nothing.
 * Without `fields`, these are lists with names such as attributes, features or tags.
 */
export function attributesPermuted({ fields }: FieldsSettings = {}): Relation<JsonObject> {
  return defineRelation({
    name: "attributes_permuted",
    describes: "attributes come in another order",
    change: (context: JsonObject, draw: ChangeDraw) => {
      const isMeant = ({ path, name }: Field) =>
        fields === undefined ? unordered.has(lastWord(name)) : fields.includes(toFieldName(path));
      let changed = context;
      // The inner ones first: an object that is written anew would bring their old order back.
      for (const field of listFields(context).toReversed()) {
        const { path } = field;
        const members = readField(changed, path) ?? null;
        const permuted = permute(members, draw, isMeant(field));
        if (permuted !== members) changed = writeField(changed, path, permuted);
      }
      const whole = permute(changed, draw, false);
      return isJsonObject(whole) && JSON.stringify(whole) !== JSON.stringify(context)
        ? whole
        : null;
    },
  });
}

function permute(value: JsonValue, { shuffle }: ChangeDraw, isMeant: boolean): JsonValue {
  if (isJsonList(value)) return isMeant ? shuffle(value) : value;
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(shuffle(Object.entries(value)));
}
