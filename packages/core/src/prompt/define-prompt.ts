import type { z } from "zod";
import { describeIssues } from "../errors/describe-issues.js";
import { PromptrailError } from "../errors/promptrail-error.js";
import { suggest } from "../errors/suggest.js";
import { deepFreeze } from "../json/json-value.js";
import type { ContextOfSchema } from "./declared/context-of.js";
import type { DataOfSettings } from "./declared/data-of.js";
import type { DeclaredPrompt, SettingOf } from "./declared/declared-prompt.js";
import type { FittingPrompt } from "./declared/fitting-prompt.js";
import type { AnswerOfOutput, InputsOfTools } from "./declared/run-of.js";
import { hashContent } from "./hash-content.js";
import { type PromptSettings, promptSettingsSchema as schema } from "./prompt-settings.js";
import { type PromptVersion, versionKey } from "./prompt-version.js";
import { type Status, statuses } from "./status.js";
import { toPromptContent } from "./to-prompt-content.js";
import { toToolInputs } from "./tools/to-tool-definition.js";

const noOwn: readonly never[] = Object.freeze([]);

/**
 * Declares one immutable version of a prompt.
 * `system` and `userTemplate` are short for two `messages`; each is a template, rendered once on its own.
 *
 * @throws PromptrailError `invalid_definition`, which names the prompt and each wrong field.
 */
export function definePrompt<const Settings extends Partial<PromptSettings>>(
  settings: FittingPrompt<Settings>,
): DeclaredPrompt<
  SettingOf<Settings, "family", string>,
  SettingOf<Settings, "version", number>,
  SettingOf<Settings, "status", Status>,
  ContextOfSchema<SettingOf<Settings, "input">>,
  DataOfSettings<SettingOf<Settings, "output">, SettingOf<Settings, "tools">>,
  InputsOfTools<SettingOf<Settings, "tools">>,
  AnswerOfOutput<SettingOf<Settings, "output">>
>;
// Inside, a prompt is what it is at run time.
export function definePrompt(settings: PromptSettings): PromptVersion {
  const parsed = schema.safeParse(settings);
  const name = `${settings?.family ?? "?"}_v${settings?.version ?? "?"}`;
  if (!parsed.success) {
    const { issues } = parsed.error;
    throw invalidDefinition(name, `${describeIssues(issues)}.${findHints(issues, settings)}`);
  }
  const { version, changelog, input, output, tools, filters, functions } = parsed.data;
  const content = deepFreeze(toPromptContent(name, parsed.data));
  return Object.freeze({
    family: settings.family,
    version: settings.version,
    key: versionKey(settings.family, version),
    status: settings.status,
    changelog: changelog ?? null,
    content,
    contentHash: hashContent(content),
    input: input ?? null,
    output: output ?? null,
    toolInputs: toToolInputs(tools),
    filters: filters === undefined ? noOwn : Object.freeze([...filters]),
    functions: functions === undefined ? noOwn : Object.freeze([...functions]),
  });
}

const settingNames = Object.keys(schema.shape);

/** What was probably meant by names that no prompt has. */
function findHints(issues: readonly z.core.$ZodIssue[], settings: Partial<PromptSettings>): string {
  const hints = issues.flatMap(({ path, ...issue }) => {
    if (issue.code === "unrecognized_keys" && path.length === 0) {
      return issue.keys.map((key) => suggest(key, settingNames));
    }
    const status: unknown = settings?.status;
    return path[0] === "status" && typeof status === "string" ? [suggest(status, statuses)] : [];
  });
  return hints.join("");
}

function invalidDefinition(name: string, problems: string): PromptrailError {
  return new PromptrailError(
    "invalid_definition",
    `Prompt ${name} is not defined correctly: ${problems} Correct these fields in its definePrompt call.`,
    { prompt: name },
  );
}
