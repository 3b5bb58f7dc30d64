import { suggest } from "@promptrail/core/errors";
import { statuses } from "@promptrail/core/portable";
import {
  anything,
  filledText,
  list,
  number,
  object,
  oneOf,
  text,
} from "../../settings/field-rules.js";
import {
  isPlainObject,
  requireFields,
  type SettingRule,
  type SettingRules,
  show,
} from "../../settings/require-fields.js";
import type { Criterion, MenuChoice } from "./rubric.js";
import type { RubricSettings } from "./rubric-settings.js";

type Refuse = (reason: string) => never;

/** What else a prompt's setting must be, `definePrompt` says. */
const rules: SettingRules<RubricSettings> = {
  family: filledText,
  version: number,
  status: oneOf(statuses),
  provider: filledText,
  model: filledText,
  temperature: anything,
  topP: anything,
  providerOptions: anything,
  changelog: text,
  maxTokens: number,
  task: text,
  asks: object,
  longestText: number,
  weakAnswer: text,
};

const choiceRules: SettingRules<MenuChoice> = { choice: text, score: number, means: text };

const criterionRules: SettingRules<Criterion> = { name: text, passes: text };

const ofMode: Readonly<Record<string, Readonly<Record<string, SettingRule>>>> = {
  score: { question: text, menu: list },
  criteria: { criteria: list },
  pairwise: { question: text },
};

/**
 * Calls `refuse` with the first setting of a rubric that does not exist, is missing, or is of another kind: a project may
 * be written without types.
 */
export function requireRubricSettings(settings: unknown, refuse: Refuse): void {
  const required = ["family", "version", "provider", "model", "task", "asks"];
  requireFields(settings, { rules, required, refuse });
  const asks: unknown = settings.asks;
  if (isPlainObject(asks)) requireAsksSettings(asks, refuse);
}

function requireAsksSettings(asks: Readonly<Record<string, unknown>>, refuse: Refuse): void {
  const { mode } = asks;
  const modes = Object.keys(ofMode);
  const own = typeof mode === "string" && modes.includes(mode) ? ofMode[mode] : undefined;
  if (own === undefined) {
    const near = typeof mode === "string" ? suggest(mode, modes) : "";
    const said = mode === undefined ? "no mode" : `the mode ${show(mode)}`;
    refuse(`has ${said} in its asks.${near} Give ${oneOf(modes).takes}.`);
  }
  const where = `in its asks of the mode "${String(mode)}"`;
  const required = Object.keys(own);
  requireFields(asks, { rules: { mode: anything, ...own }, required, where, refuse });
  requireItems(asks.menu, { rules: choiceRules, named: "choice", of: "its menu", refuse });
  const ofCriteria = { rules: criterionRules, named: "criterion", of: "its criteria" };
  requireItems(asks.criteria, { ...ofCriteria, refuse });
}

function requireItems(items: unknown, { rules: ofItem, named, of, refuse }: ItemRules): void {
  if (!Array.isArray(items)) return;
  for (const [at, item] of items.entries()) {
    const required = Object.keys(ofItem);
    requireFields(item, {
      rules: ofItem,
      required,
      where: `in ${named} ${at + 1} of ${of}`,
      refuse,
    });
  }
}

interface ItemRules {
  readonly rules: Readonly<Record<string, SettingRule>>;
  readonly named: string;
  readonly of: string;
  readonly refuse: Refuse;
}
