import { isText } from "../../settings/field-rules.js";
import type { CaseSettings } from "../definition/check-settings.js";
import { type OfCase, readWanted, type Wanted } from "../definition/of-case.js";
import { foldText } from "./to-phrase-pattern.js";

/** One text or several. */
export type Texts = string | readonly string[];

interface WantedTexts<Context, GroundTruth> {
  readonly check: string;
  readonly given: OfCase<Texts, Context, GroundTruth>;
  readonly settings: CaseSettings<Context, GroundTruth>;
}

/** The texts that an eval looks for. Throws `invalid_definition` for no text, and for a blank one: it would judge nothing, or everything. */
export function readWantedTexts<Context, GroundTruth>({
  check,
  given,
  settings,
}: WantedTexts<Context, GroundTruth>): Wanted<readonly string[], Context, GroundTruth> {
  return readWanted<readonly string[], Context, GroundTruth>({
    check,
    what: "the text to look for",
    given: typeof given === "function" ? (facts) => toList(given(facts)) : (toList(given) ?? []),
    settings,
    takes: "a text, or a list of texts; none may be empty",
    read: readTexts,
    toSettings: (texts) => [...texts],
  });
}

function toList(texts: Texts | null): readonly string[] | null {
  return isText(texts) ? [texts] : texts;
}

function readTexts(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const texts: readonly unknown[] = value;
  const filled = texts.filter(isText).filter((text) => foldText(text).trim() !== "");
  return filled.length === texts.length ? filled : undefined;
}

/** The parameters of an eval's name, and whether they tell the texts apart from all others. */
export function nameTexts(given: unknown): { parameters: string; isToldByName: boolean } {
  if (typeof given === "function") return { parameters: "of the case", isToldByName: false };
  const texts = [given].flat().map(String);
  return {
    parameters: texts.join(", "),
    isToldByName: texts.every((text) => !/[,;] /.test(text) && text !== "of the case"),
  };
}
