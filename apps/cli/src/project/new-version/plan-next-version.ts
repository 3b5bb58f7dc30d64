import { existsSync } from "node:fs";
import type { LoadedConfig } from "@promptrail/config";
import { PromptrailError, type PromptVersion } from "@promptrail/core";
import { versionKey } from "@promptrail/core/portable";
import { applyEdits, type TextEdit } from "../code/apply-edits.js";
import { insertElement, insertStatement } from "../code/insert-beside.js";
import type { PlannedVersion } from "./add-version.js";
import { editFields, type NextFields, type OtherModel } from "./edit-fields.js";
import { type NumberStep, nextName, nextPath } from "./next-name.js";
import { planListing } from "./plan-listing.js";
import { type PlacedVersion, type ProjectCode, readProject } from "./read-project.js";
import { toText } from "./write-change.js";

interface NextVersion {
  /** What is copied. */
  readonly source: PromptVersion;
  /** Beside which it stands, and whose style it takes. */
  readonly newest: PromptVersion;
  readonly number: number;
  readonly changelog: string;
  /** Default: the model of what is copied. */
  readonly onModel?: OtherModel | undefined;
}

/**
 * The next version of a family as a copy of one that is there, in the style of the newest: a file of its own where
 * that has one, else beside it.
 *
 * @throws PromptrailError `not_supported` where no file writes the versions out, or not the model that changes; `request_invalid` where its file exists.
 */
export async function planNextVersion(
  loaded: LoadedConfig,
  { source, newest, number, changelog, onModel }: NextVersion,
): Promise<PlannedVersion> {
  const project = await readProject(loaded);
  const copied = locate(project, source, number);
  const beside = locate(project, newest, number);
  if (onModel !== undefined) requireWritten(copied, onModel);
  const key = versionKey(newest.family, number);
  const step = { from: newest.version, to: number };
  const mentions = project.findMentions(beside);
  const path = findOwnPath(project, copied, beside, step);
  const rename = (local: string) => nextName(local, step);
  const name = beside.declaration.name === null ? null : rename(beside.declaration.name);
  const copy = copyVersion(copied, { version: number, changelog, onModel }, name);
  const listing = planListing(mentions, { rename, path });
  if (path === null) {
    const edits = placeBeside(beside, copy);
    const { file } = beside;
    const declaration = { created: null, edits: [{ file, edits }] };
    return { key, name, path: file.path, declaration, listing };
  }
  if (existsSync(path)) throw occupied(path, key);
  const created = { path, text: toText(copied.file, copy.file) };
  return { key, name, path, declaration: { created, edits: [] }, listing };
}

function locate(project: ProjectCode, prompt: PromptVersion, number: number): PlacedVersion {
  const placed = project.locate(prompt);
  if (placed !== null && placed.declaration.shape !== "other") return placed;
  throw new PromptrailError(
    "not_supported",
    `No file that the config imports by a relative path declares ${prompt.key} as a statement or a list member with its family and its number written out, so the next version cannot be written for you. Nothing was changed. Copy ${prompt.key} by hand: give the copy version ${number}, the status "draft" and a changelog, and add it to the prompts of your config.`,
    { prompt: prompt.key },
  );
}

/** What a copy changes must stand in its object: what is spread into it could come after, and undo the change. */
function requireWritten(
  { prompt, declaration: { fields } }: PlacedVersion,
  { dropsOptions }: OtherModel,
) {
  const needed = ["provider", "model", ...(dropsOptions ? ["providerOptions"] : [])];
  const missing = needed.filter((name) => !fields.has(name));
  if (missing.length === 0) return;
  throw new PromptrailError(
    "not_supported",
    `${prompt.key} does not write out its ${missing.join(" and ")}, so the same prompt on another model cannot be written for you. Nothing was changed. Write it by hand: run \`promptrail new ${prompt.family} --from ${prompt.version}\` and change the model.`,
    { prompt: prompt.key },
  );
}

/** Null where the next version belongs into the file of the one before it. */
function findOwnPath(
  project: ProjectCode,
  copied: PlacedVersion,
  beside: PlacedVersion,
  step: NumberStep,
): string | null {
  const isAlone = [copied, beside].every(
    ({ file, declaration }) =>
      file !== project.config &&
      project.countDeclarations(file) === 1 &&
      declaration.shape !== "element",
  );
  // One name and version of a function is one piece of code, which two files would have twice.
  return isAlone && !hasOwnCode(copied) ? nextPath(beside.file.path, step) : null;
}

function hasOwnCode({ file: { code }, declaration: { fields } }: PlacedVersion): boolean {
  const { tokens } = code;
  const used = ["functions", "filters"].flatMap((field) => {
    const { first = 0, next = 0 } = fields.get(field) ?? {};
    return tokens.slice(first, next).map(({ value }) => value);
  });
  return tokens.some(
    ({ value }, at) =>
      used.includes(value) && /^(?:const|function|let)$/.test(tokens[at - 1]?.value ?? ""),
  );
}

interface VersionCopy {
  /** The whole file, with the version changed. */
  readonly file: string;
  /** Its statement, or its member of a list. */
  readonly part: string;
}

function copyVersion(
  { file: { code }, declaration }: PlacedVersion,
  fields: NextFields,
  name: string | null,
): VersionCopy {
  const renamed = code.tokens.flatMap(({ value, start, end }, at): readonly TextEdit[] =>
    value === declaration.name && name !== null && code.tokens[at - 1]?.value !== "."
      ? [{ start, end, text: name }]
      : [],
  );
  const edits = [...editFields(code, declaration.fields, fields), ...renamed];
  const { start, end } = declaration;
  const inside = edits
    .filter((edit) => edit.start >= start && edit.end <= end)
    .map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  return {
    file: applyEdits(code.source, edits),
    part: applyEdits(code.source.slice(start, end), inside),
  };
}

function placeBeside(
  { file: { code }, declaration }: PlacedVersion,
  { part }: VersionCopy,
): readonly TextEdit[] {
  return declaration.shape === "element"
    ? insertElement(code, declaration, part)
    : [insertStatement(code, declaration, part)];
}

function occupied(path: string, key: string): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    `${path} exists already, but the config does not list ${key}. Nothing was changed. Add the version in that file to the prompts of your config, or delete the file.`,
    { file: path, prompt: key },
  );
}
