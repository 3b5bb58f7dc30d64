import type { z } from "zod";
import { describeIssues } from "../errors/describe-issues.js";
import { PromptrailError } from "../errors/promptrail-error.js";
import { deepFreeze } from "../json/json-value.js";
import type { ContextOfSchema } from "./context-of.js";
import type { DataOfSettings, DataSettings, DeclaredData } from "./data-of.js";
import { hashContent } from "./hash-content.js";
import type { InputSchema } from "./input-schema.js";
import type { promptSettingsSchema } from "./prompt-settings.js";
import { promptSettingsSchema as schema } from "./prompt-settings.js";
import { type PromptVersion, versionKey } from "./prompt-version.js";
import type { Status } from "./status.js";
import { toPromptContent } from "./to-prompt-content.js";

/** What a team writes for one version of a prompt. */
export type PromptSettings<Family extends string, Input extends InputSchema | undefined> = Omit<
  z.input<typeof promptSettingsSchema>,
  "family" | "input"
> & {
  readonly family: Family;
  /** Types the context and is checked against the templates. */
  readonly input?: Input;
};

const noFilters: readonly never[] = Object.freeze([]);

/**
 * Declares one immutable version of a prompt.
 * `system` and `userTemplate` are short for two `messages`; each is a template, rendered once on its own.
 *
 * @throws PromptrailError `invalid_definition`, which names the prompt and each wrong field.
 */
export function definePrompt<
  const Family extends string,
  Input extends InputSchema | undefined = undefined,
  const Version extends number = number,
  const Declared extends Status = Status,
  Output extends InputSchema | undefined = undefined,
  Tools extends readonly unknown[] | undefined = undefined,
>(
  settings: PromptSettings<Family, Input> & DataSettings<Version, Declared, Output, Tools>,
): PromptVersion<Family, ContextOfSchema<Input>> &
  DeclaredData<Version, Declared, DataOfSettings<Output, Tools>> {
  const parsed = schema.safeParse(settings);
  const name = `${settings?.family ?? "?"}_v${settings?.version ?? "?"}`;
  if (!parsed.success) throw invalidDefinition(name, describeIssues(parsed.error.issues));
  const { version, changelog, input, output, filters } = parsed.data;
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
    filters: filters === undefined ? noFilters : Object.freeze([...filters]),
  });
}

function invalidDefinition(name: string, problems: string): PromptrailError {
  return new PromptrailError(
    "invalid_definition",
    `Prompt ${name} is not defined correctly: ${problems}. Correct these fields in its definePrompt call.`,
    { prompt: name },
  );
}
