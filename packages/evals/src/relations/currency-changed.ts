import type { JsonObject } from "@promptrail/core";
import { changeFields } from "./change-fields.js";
import { defineRelation } from "./define-relation.js";
import type { FieldsSettings } from "./fields-settings.js";
import { lastWord } from "./free-text.js";
import type { Field } from "./json-fields.js";
import type { ChangeDraw, Relation } from "./relation.js";

/** Much used currencies of several regions, with and without decimals. */
export const commonCurrencies: readonly string[] = [
  ...["USD", "EUR", "GBP", "JPY", "INR", "CNY", "BRL", "CHF", "SEK", "PLN", "KRW", "MXN"],
];

/** Which fields it changes, and to what. */
export interface CurrencySettings extends FieldsSettings {
  /** ISO 4217 codes. Default: twelve that are much used; those that the input schema takes. */
  readonly currencies?: readonly string[] | undefined;
}

/** Money is in another currency; the amounts stay. Without `fields`, it changes those named currency that hold a code of three letters. */
export function currencyChanged({
  fields,
  currencies = commonCurrencies,
}: CurrencySettings = {}): Relation<JsonObject> {
  return defineRelation({
    name: "currency_changed",
    describes: "the currency is another one",
    change: (context: JsonObject, draw: ChangeDraw) => {
      const order = draw.shuffle(currencies);
      return changeFields(context, draw, {
        fields,
        isUsual: isCurrency,
        change: ({ value }) => {
          const isLower = typeof value === "string" && value === value.toLowerCase();
          const codes = isLower ? order.map((code) => code.toLowerCase()) : order;
          return codes.filter((code) => code !== value);
        },
      });
    },
  });
}

function isCurrency({ name, value }: Field): boolean {
  const isNamed = lastWord(name) === "currency" || /currency_?code$/i.test(name);
  return isNamed && typeof value === "string" && /^[a-z]{3}$/i.test(value);
}
