import { readNumber } from "../read-facts.js";
import { type Fault, unsupported } from "./fault.js";

const units =
  "mm|cm|m|km|ml|cl|l|litres?|g|kg|w|kw|v|ah|nm|hours?|minutes?|inch(?:es)?|°c|lumens?|hz|db|pages?|pieces?|stunden|minuten|watt|gramm?|grams?|metres?|millimetres?|centimetres?|kilograms?|years?|months?|%";

const measure = /(?<![\p{L}\p{N}])\d[\d.,'\u00a0\u202f]*\d|(?<![\p{L}\p{N}.,])\d/gu;

/** As people write them out. */
const shortUnits: Readonly<Record<string, string>> = {
  litre: "l",
  litres: "l",
  hour: "hours",
  stunden: "hours",
  minute: "minutes",
  minuten: "minutes",
  inch: "inches",
  watt: "w",
  gram: "g",
  gramm: "g",
  grams: "g",
  metre: "m",
  metres: "m",
  millimetres: "mm",
  millimetre: "mm",
  centimetre: "cm",
  centimetres: "cm",
  kilogram: "kg",
  kilograms: "kg",
  lumen: "lumens",
  page: "pages",
  piece: "pieces",
};

/** Numbers that the data does not have, and numbers with another unit than there. */
export function findNumberFaults(answer: string, data: string): readonly Fault[] {
  const known = readMeasures(data);
  const faults = readMeasures(answer.toLowerCase()).flatMap(({ text, value, unit }): Fault[] => {
    const same = known.filter((each) => Math.abs(each.value - value) <= 0.0051);
    if (same.length === 0) {
      return [unsupported(text)];
    }
    const others = same.map((each) => each.unit);
    if (unit === "" || others.includes(unit) || others.includes("")) return [];
    return [unsupported(`${text} (${others[0]} there)`)];
  });
  const codes = [
    ...answer.toLowerCase().matchAll(/(?<![\p{L}\p{N}])\p{L}{1,4}\d+(?![\p{L}\p{N}])/gu),
  ]
    .map(([code]) => code)
    .filter((code) => !data.includes(code));
  faults.push(...codes.map((code) => unsupported(`"${code}"`)));
  return [...new Map(faults.map((fault) => [fault.why, fault])).values()];
}

function readMeasures(text: string) {
  return [...text.matchAll(measure)].flatMap(({ 0: digits, index }) => {
    const value = readNumber(digits);
    if (value === undefined) return [];
    const [, found = ""] =
      new RegExp(`^[\\s-]?(${units})(?![\\p{L}])`, "u").exec(text.slice(index + digits.length)) ??
      [];
    const unit = shortUnits[found] ?? found;
    return [{ text: `${digits} ${found}`.trim(), value, unit }];
  });
}
