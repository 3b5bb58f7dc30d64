import { PromptrailError } from "@promptrail/core";
import { filePath, filledText, isText } from "../../settings/field-rules.js";
import {
  isPlainObject,
  requireFields,
  type SettingRule,
  type SettingRules,
  show,
} from "../../settings/require-fields.js";
import type { CsvSettings } from "../csv-settings.js";
import type { RowSettings } from "../row-settings.js";

const schema: SettingRule = {
  takes: "a schema such as Zod's",
  fits: (value) => {
    const isHolder = (typeof value === "object" && value !== null) || typeof value === "function";
    const standard: unknown = isHolder ? Reflect.get(value, "~standard") : undefined;
    return isPlainObject(standard) && typeof standard["validate"] === "function";
  },
};

const caseRules: SettingRules<Omit<RowSettings, "name">> = { context: schema, groundTruth: schema };
const rowRules: SettingRules<RowSettings> = { name: filledText, ...caseRules };

const csvRules: SettingRules<CsvSettings> = {
  ...rowRules,
  columns: {
    takes:
      'an object with the file\'s titles at the left and what their columns hold at the right, such as { "Title": "context.product.name" }',
    fits: (value) => isPlainObject(value) && Object.values(value).every(filledText.fits),
  },
  json: {
    takes: 'a list of what columns hold, such as ["context.product.price"]',
    fits: (value) => Array.isArray(value) && value.every(filledText.fits),
  },
  delimiter: {
    takes: 'the sign between two cells, such as ";"',
    fits: (value) => isText(value) && /^[^"\r\n]+$/.test(value),
  },
};

const rules = { cases: caseRules, csv: csvRules, jsonl: rowRules, yaml: rowRules };

/**
 * Refuses what a dataset cannot be made of, before anything is read.
 *
 * @param source the path or the name that was given.
 * @throws PromptrailError `invalid_definition`, which names the function, the file and the setting.
 */
export function requireDatasetSettings(
  maker: keyof typeof rules,
  source: unknown,
  settings: object,
): void {
  const isUrl = source instanceof URL;
  const fits = (maker === "cases" ? filledText : filePath).fits(source);
  const given = isUrl ? source.href : source;
  const called = fits ? `${maker}(${JSON.stringify(given)})` : maker;
  const refuse = (reason: string): never => {
    throw new PromptrailError(
      "invalid_definition",
      `${called} ${reason}`,
      fits ? { dataset: String(given) } : {},
    );
  };
  if (!fits) {
    const takes = maker === "cases" ? "a text" : filePath.takes;
    refuse(`has ${show(given)} as its ${maker === "cases" ? "name" : "path"}. Give ${takes}.`);
  }
  requireFields(settings, { rules: rules[maker], refuse });
}
