import { PromptrailError } from "@promptrail/core";
import type { FuzzSettings } from "../relations/relation.js";
import { anything, filledText, isText, list, object } from "../settings/field-rules.js";
import {
  isPlainObject,
  requireFields,
  type SettingRule,
  type SettingRules,
  show,
} from "../settings/require-fields.js";
import type { SuiteSettings } from "./suite-settings.js";

const dataset: SettingRule = {
  takes: "a dataset, as jsonl, csv, yaml or cases makes it",
  fits: (value) => isPlainObject(value) && typeof value.read === "function",
};

const prompt: SettingRule = {
  takes: "a version, as definePrompt makes it",
  fits: (value) => isPlainObject(value) && isText(value.family),
};

/** What numbers must be, `requireSuiteSettings` says. */
const rules: SettingRules<SuiteSettings> = {
  family: filledText,
  prompt,
  dataset,
  evals: list,
  gate: object,
  repeats: anything,
  concurrency: anything,
  fuzz: object,
};

const fuzzRules: SettingRules<FuzzSettings> = { relations: list, evals: list };

/**
 * Throws `invalid_definition` for the first setting of a suite that does not exist, is missing, or is of another kind, and for
 * a member of a list that nobody made as one.
 */
export function requireSuiteForm(settings: unknown): void {
  const family = isPlainObject(settings) ? findFamily(settings) : undefined;
  const suite = family === undefined ? "A suite" : `The suite of family "${family}"`;
  const refuse = (reason: string): never => {
    const data = family === undefined ? {} : { family };
    throw new PromptrailError("invalid_definition", `${suite} ${reason}`, data);
  };
  requireFields(settings, { rules, required: ["dataset", "evals"], refuse });
  const { evals, fuzz } = settings;
  requireMembers(evals, { named: "an eval", maker: "defineEval", does: "evaluate", refuse });
  if (fuzz === undefined) return;
  requireFields(fuzz, { rules: fuzzRules, where: "in its fuzz settings", refuse });
  const { relations = [] } = fuzz;
  requireMembers(relations, {
    named: "a relation",
    maker: "defineRelation",
    does: "change",
    refuse,
  });
}

function findFamily({ family, prompt: version }: Readonly<Record<string, unknown>>) {
  const named = family ?? (isPlainObject(version) ? version.family : undefined);
  return isText(named) ? named : undefined;
}

interface MemberRule {
  readonly named: string;
  readonly maker: string;
  /** The function that it has. */
  readonly does: string;
  readonly refuse: (reason: string) => never;
}

function requireMembers(members: unknown, { named, maker, does, refuse }: MemberRule): void {
  if (!Array.isArray(members)) return;
  for (const [at, member] of members.entries()) {
    const isOne =
      isPlainObject(member) && isText(member.name) && typeof member[does] === "function";
    if (isOne) continue;
    refuse(
      `has ${show(member)} as number ${at + 1} of a list where ${named} belongs. Make it with ${maker}.`,
    );
  }
}
