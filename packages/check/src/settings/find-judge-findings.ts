import type { Eval, PromptrailConfig, PromptVersion, Suite } from "@promptrail/core";
import type { Finding } from "../findings/finding.js";

type JudgedConfig = Pick<PromptrailConfig, "prompts" | "suites">;

/** A version that an eval asks, as far as it can be found. */
interface AskedPrompt {
  readonly key: string;
  readonly contentHash: string;
}

/** Prompts of evals that the config does not list, and judges that would judge their own answers: `eval` would refuse them. */
export function findJudgeFindings(config: JudgedConfig): readonly Finding[] {
  return (config.suites ?? []).flatMap((suite) =>
    suite.evals.flatMap((check) => [
      ...findUnlisted(suite, check, config.prompts),
      ...findOwnJudge(suite, check, config.prompts),
    ]),
  );
}

function findUnlisted(
  { family }: Suite,
  check: Eval,
  prompts: readonly PromptVersion[],
): readonly Finding[] {
  const rubric = findRubric(check);
  const asked: readonly AskedPrompt[] = [
    ...(rubric === null ? [] : [rubric]),
    ...(check.uses?.prompts ?? []),
  ];
  return asked.flatMap(({ key, contentHash }): Finding | readonly [] => {
    const listed = prompts.filter((prompt) => prompt.key === key);
    if (listed.some((prompt) => prompt.contentHash === contentHash)) return [];
    const who = `Eval "${check.name}" of the suite of family "${family}" asks ${key}`;
    const add = rubric?.key === key ? "the rubric's `.prompt`" : "it";
    const message =
      listed.length === 0
        ? `${who}, which is not among the config's prompts, so no lock protects it. Add ${add} to prompts.`
        : `${who} with other content than the config's prompts have under this number. Give both the same definition.`;
    return { severity: "error", code: "prompt_not_listed", message };
  });
}

/** Of the versions that a run may judge: those that are live, or may be. */
function findOwnJudge(
  { family }: Suite,
  check: Eval,
  prompts: readonly PromptVersion[],
): readonly Finding[] {
  const rubric = findRubric(check);
  if (rubric === null) return [];
  const { provider, model } = rubric.content;
  const own = prompts.filter(
    (prompt) =>
      prompt.family === family &&
      (prompt.status === "active" || prompt.status === "draft") &&
      prompt.content.provider === provider &&
      prompt.content.model === model,
  );
  if (own.length === 0) return [];
  const keys = own.map(({ key }) => key).join(", ");
  return [
    {
      severity: "error",
      code: "judge_is_judged",
      message: `Judge "${check.name}" of the suite of family "${family}" is ${model}, the model of ${keys}, and a model may prefer its own answers: eval refuses it. Give the rubric ${rubric.key} a model that is not judged, best of another family; it then needs another card.`,
    },
  ];
}

/** The version in a judge's rubric, by its data: judges are made by another package. Null where it is none. */
function findRubric(check: Eval): PromptVersion | null {
  const prompt = ["judge", "rubric", "prompt"].reduce<unknown>(readField, check);
  return isVersion(prompt) ? prompt : null;
}

function isVersion(value: unknown): value is PromptVersion {
  return (
    typeof readField(value, "key") === "string" && typeof readField(value, "content") === "object"
  );
}

function readField(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
