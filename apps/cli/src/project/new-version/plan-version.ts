import { unwrittenText } from "@promptrail/check";
import type { LoadedConfig } from "@promptrail/config";
import { PromptrailError, type PromptVersion } from "@promptrail/core";
import { findNearest } from "@promptrail/core/errors";
import { createRegistry } from "@promptrail/core/lifecycle";
import type { PlannedVersion } from "./add-version.js";
import type { OtherModel } from "./edit-fields.js";
import { planFirstVersion } from "./plan-first-version.js";
import { planNextVersion } from "./plan-next-version.js";
import { takeNumber } from "./take-number.js";

/** What is asked for. */
export interface VersionRequest {
  readonly family: string;
  /** The version to copy; default: the newest. */
  readonly from?: number | undefined;
  /** Default: a text to be written. */
  readonly changelog?: string | undefined;
  /** Whether a family is begun whose name is close to that of another. */
  readonly isFirst: boolean;
  /** Of a new family; default: those of the last prompt. */
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
  /** Of a copy that is the same prompt on another model. Default: that of what is copied. */
  readonly onModel?: OtherModel | undefined;
}

/** A version that is to be added; `copied` is null for that of a new family. */
export interface VersionPlan extends PlannedVersion {
  readonly number: number;
  readonly copied: PromptVersion | null;
  /** Null where a first version has none. */
  readonly changelog: string | null;
}

/** @throws PromptrailError `request_invalid`, `unknown_version`, and what the two kinds of plans throw. */
export async function planVersion(
  loaded: LoadedConfig,
  request: VersionRequest,
): Promise<VersionPlan> {
  const { config, projectFolder } = loaded;
  const { family, from } = request;
  // What contradicts itself is told before anything is written beside it.
  const registry = createRegistry(config.prompts);
  const versions = config.prompts.filter((prompt) => prompt.family === family);
  const [first, ...rest] = versions;
  if (first === undefined) requireNewFamily(request, registry.families);
  const number = await takeNumber(projectFolder, family, config.prompts);
  const changelog = request.changelog ?? `${unwrittenText} why this version exists.`;
  if (first === undefined) {
    const why = number === 1 ? (request.changelog ?? null) : changelog;
    const model = chooseModel(config, request);
    const version = { family, number, changelog: why, ...model };
    const planned = await planFirstVersion(loaded, version);
    return { ...planned, number, copied: null, changelog: why };
  }
  refuseModel(request);
  const newest = rest.reduce((one, other) => (other.version > one.version ? other : one), first);
  const source = from === undefined ? newest : registry.find(family, from);
  const planned = await planNextVersion(loaded, {
    source,
    newest,
    number,
    changelog,
    onModel: request.onModel,
  });
  return { ...planned, number, copied: source, changelog };
}

function requireNewFamily(
  { family, from, isFirst }: VersionRequest,
  known: readonly string[],
): void {
  if (from !== undefined) {
    throw new PromptrailError(
      "request_invalid",
      `There is no prompt family "${family}", so it has no version ${from} to copy. Leave out --from to begin the family.`,
      { argument: "--from" },
    );
  }
  const near = findNearest(family, known);
  if (near === undefined || isFirst) return;
  throw new PromptrailError(
    "unknown_family",
    `There is no prompt family "${family}". Did you mean "${near}"? To begin a family with this name, add --first.`,
    { family, known: [...known] },
  );
}

function refuseModel({ family, isFirst, provider, model }: VersionRequest): void {
  if (!isFirst && provider === undefined && model === undefined) return;
  throw new PromptrailError(
    "request_invalid",
    `The family "${family}" has versions already, and its next one is a copy. Leave out --first, --provider and --model, and change the copy.`,
    { family },
  );
}

/** What is asked for, else what the last prompt has, else the first that the config knows. */
function chooseModel({ prompts, providers }: LoadedConfig["config"], asked: VersionRequest) {
  const last = prompts.at(-1)?.content;
  const provider = asked.provider ?? last?.provider ?? providers[0]?.id;
  const models = Object.keys(providers.find(({ id }) => id === provider)?.models ?? {});
  const model = asked.model ?? (provider === last?.provider ? last?.model : models[0]);
  if (provider !== undefined && model !== undefined) return { provider, model };
  throw new PromptrailError(
    "request_invalid",
    "The version needs a provider and a model. Give both: --provider ID --model NAME.",
    { argument: provider === undefined ? "--provider" : "--model" },
  );
}
