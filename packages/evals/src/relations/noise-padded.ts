import type { JsonObject } from "@promptrail/core";
import { changeFields } from "./change-fields.js";
import { defineRelation } from "./define-relation.js";
import type { FieldsSettings } from "./fields-settings.js";
import { isFreeText } from "./free-text.js";
import type { ChangeDraw, Relation } from "./relation.js";

/** Which fields it pads, and with what. */
export interface NoiseSettings extends FieldsSettings {
  /** Sentences that say nothing of the matter. Default: a few in plain English. */
  readonly sentences?: readonly string[] | undefined;
}

const neutral: readonly string[] = [
  "This text was entered by hand.",
  "There is nothing else to add here.",
  "Please see above.",
  "(End of the text.)",
];

/**
 * Prose has spaces, line breaks and neutral sentences around it. Evals read the original context. Without `fields`, it pads those
 * that hold prose, by name or by length; where a schema limits their length, with spaces alone.
 */
export function noisePadded({
  fields,
  sentences = neutral,
}: NoiseSettings = {}): Relation<JsonObject> {
  return defineRelation({
    name: "noise_padded",
    describes: "texts are padded with spaces and neutral sentences",
    judgedWith: "original",
    change: (context: JsonObject, draw: ChangeDraw) => {
      const sentence = draw.pick(sentences);
      const places: readonly ((text: string) => string)[] = [
        (text) => `${text}\n\n${sentence}`,
        (text) => `${sentence}\n\n${text}`,
        (text) => `  ${text.replaceAll(" ", "  ")}\n \n${sentence}  `,
      ];
      const place = draw.pick(places);
      return changeFields(context, draw, {
        fields,
        isUsual: isFreeText,
        change: ({ value }) =>
          typeof value === "string" ? [place(value), ` ${value} `, ` ${value}`] : [],
      });
    },
  });
}
