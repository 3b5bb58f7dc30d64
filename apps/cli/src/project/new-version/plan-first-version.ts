import { existsSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { unwrittenText } from "@promptrail/check";
import type { LoadedConfig } from "@promptrail/config";
import { definePrompt, PromptrailError } from "@promptrail/core";
import { versionKey } from "@promptrail/core/portable";
import { findLineEnd } from "../code/read-code.js";
import { exportName, writeVersionSource } from "../importing/write-version-source.js";
import type { PlannedVersion } from "./add-version.js";
import { nextPath } from "./next-name.js";
import { planFirstListing, planListing } from "./plan-listing.js";
import { type PlacedVersion, type ProjectCode, readProject } from "./read-project.js";

interface FirstVersion {
  readonly family: string;
  readonly number: number;
  readonly provider: string;
  readonly model: string;
  readonly changelog: string | null;
}

/**
 * The first version of a family, in a file beside those that are there, with its texts to be written.
 *
 * @throws PromptrailError `request_invalid` where its file exists; `invalid_definition` for a name that is none.
 */
export async function planFirstVersion(
  loaded: LoadedConfig,
  version: FirstVersion,
): Promise<PlannedVersion> {
  const { family, number, provider, model, changelog } = version;
  const messages = [
    { role: "system", template: `${unwrittenText} what the model has to do, and how.` },
    { role: "user", template: "{{ text }}" },
  ] as const;
  const settings = {
    family,
    version: number,
    status: "active",
    provider,
    model,
    maxTokens: 1024,
    messages,
  } as const;
  // A name that no family can have is told before a file has it.
  definePrompt({ ...settings, changelog: changelog ?? undefined });
  const project = await readProject(loaded);
  const sample = findSample(loaded, project);
  const key = versionKey(family, number);
  const name = exportName({ family, version: number });
  const path = choosePath(loaded, project, sample, { family, number });
  if (existsSync(path)) {
    throw new PromptrailError(
      "request_invalid",
      `${path} exists already, but the config does not list ${key}. Nothing was changed. Add the version in that file to the prompts of your config, or move the file away.`,
      { file: path, prompt: key },
    );
  }
  const source = writeVersionSource({
    ...settings,
    changelog,
    settings: {},
    functions: [],
    partials: {},
  });
  const lineEnd = findLineEnd((sample?.file ?? project.config)?.code.source ?? "");
  const created = { path, text: source.replaceAll("\n", lineEnd) };
  const newcomer = { rename: () => name, path };
  const empty = project.config === null ? [] : planFirstListing(project.config, name, path);
  const listing = sample === null ? empty : planListing(project.findMentions(sample), newcomer);
  return { key, name, path, declaration: { created, edits: [] }, listing };
}

/** The version whose style is taken: the last one of the config that a file writes out. */
function findSample({ config }: LoadedConfig, project: ProjectCode): PlacedVersion | null {
  const placed = config.prompts.toReversed().map((prompt) => project.locate(prompt));
  return placed.find((each) => each !== null && each.declaration.name !== null) ?? null;
}

function choosePath(
  { file: config }: LoadedConfig,
  project: ProjectCode,
  sample: PlacedVersion | null,
  { family, number }: Pick<FirstVersion, "family" | "number">,
): string {
  const usual = `${toKebab(family)}-v${number}`;
  if (sample === null || sample.file === project.config) {
    return join(dirname(config), "prompts", `${usual}${extname(config)}`);
  }
  const { file, prompt } = sample;
  const numbered = nextPath(file.path, { from: prompt.version, to: number });
  const folder = dirname(file.path);
  const own = basename(numbered ?? file.path);
  const spelling = spellings.find((spell) => own.includes(spell(prompt.family)));
  if (spelling === undefined) return join(folder, `${usual}${extname(own)}`);
  return join(folder, own.replace(spelling(prompt.family), spelling(family)));
}

const toKebab = (family: string): string => family.replaceAll("_", "-");
const toCamel = (family: string): string =>
  family.replaceAll(/_+([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
const toPascal = (family: string): string =>
  toCamel(family).replace(/^./, (letter) => letter.toUpperCase());

/** How a file may spell a family's name. */
const spellings = [toKebab, (family: string) => family, toCamel, toPascal];
