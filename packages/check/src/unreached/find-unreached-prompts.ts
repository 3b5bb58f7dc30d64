import { realpath } from "node:fs/promises";
import { posix, relative, sep } from "node:path";
import type { PromptVersion } from "@promptrail/core";
import { versionKey } from "@promptrail/core/portable";
import type { Finding } from "../findings/finding.js";
import { listSourceFiles, readSourceFiles, type SourceFile } from "../places/list-source-files.js";
import { findPromptFolders, type PromptFolder } from "./prompt-folders.js";
import { readDefinitions, type WrittenDefinition } from "./read-definitions.js";

export interface LoadedProject {
  readonly prompts: readonly PromptVersion[];
  /** Absolute. */
  readonly projectFolder: string;
  /** The files that loading the config read, absolute, without those of installed packages. */
  readonly loadedFiles: readonly string[];
}

/**
 * Prompts that are written down and forgotten: files that call `definePrompt` beside those of the config's prompts and
 * that the config does not load, and versions in loaded files that are not among its prompts. Test files are left out.
 */
export async function findUnreachedPrompts(project: LoadedProject): Promise<readonly Finding[]> {
  const folder = await realpath(project.projectFolder);
  const paths = project.loadedFiles
    .map((file) => relative(folder, file).split(sep).join("/"))
    .filter((path) => !path.startsWith("../") && !posix.isAbsolute(path));
  const defining = (await readSourceFiles(folder, paths)).flatMap(toDefining);
  const reached = new Set(paths.map(withoutEnding));
  const folders = findPromptFolders(defining.map(({ file }) => file.path));
  const beside = (await Promise.all(folders.map((one) => listCandidates(folder, one)))).flat();
  const unloaded = beside.filter(({ path }) => !reached.has(withoutEnding(path)));
  return [
    ...unloaded.flatMap(toDefining).map(toUnreached),
    ...defining.flatMap((one) => findUnlisted(one, project.prompts)),
  ];
}

interface DefiningFile {
  readonly file: SourceFile;
  readonly definitions: readonly WrittenDefinition[];
}

function toDefining(file: SourceFile): readonly DefiningFile[] {
  const definitions = isScript.test(file.path) ? readDefinitions(file.content) : [];
  return definitions.length === 0 ? [] : [{ file, definitions }];
}

const isScript = /\.[cm]?[jt]sx?$/;
const isDeclaration = /\.d\.[cm]?ts$/;

/** What a team's tests and tools define is no prompt of the project. */
const isTest =
  /(?:^|\/)(?:__\w+__|tests?|specs?|fixtures|mocks|examples?|bench(?:marks)?)\/|\.(?:test|spec|test-d|bench|stories|mock|fixture)\.[cm]?[jt]sx?$/;

const isConfig = /(?:^|\/)promptrail\.config\.[cm]?[jt]s$/;

async function listCandidates(
  projectFolder: string,
  { folder, isDeep }: PromptFolder,
): Promise<readonly SourceFile[]> {
  const files = await listSourceFiles(projectFolder, { folder, isDeep });
  // A project in a folder of this one has a config of its own.
  const others = files
    .filter(({ path }) => isConfig.test(path) && posix.dirname(path) !== (folder || "."))
    .map(({ path }) => `${posix.dirname(path)}/`);
  return files.filter(({ path }) => {
    const inside = folder === "" ? path : path.slice(folder.length + 1);
    const isOthers = others.some((other) => path.startsWith(other));
    return !isOthers && !isConfig.test(path) && !isDeclaration.test(path) && !isTest.test(inside);
  });
}

/** A file and what a compiler makes of it are the same. */
function withoutEnding(path: string): string {
  return path.replace(isScript, "");
}

function toUnreached({ file, definitions }: DefiningFile): Finding {
  const keys = definitions.flatMap((one) => toKey(one) ?? []);
  const what = keys.length === 0 ? "A prompt" : keys.join(", ");
  return {
    severity: "warning",
    code: "unreached_prompt",
    message: `${what} ${keys.length > 1 ? "are" : "is"} defined in ${file.path}, which the config does not import, so it is not checked, locked or deployed. Import it and add it to the config's prompts, or delete it.`,
    place: toPlace(file, definitions[0]),
  };
}

function findUnlisted(
  { file, definitions }: DefiningFile,
  prompts: readonly PromptVersion[],
): readonly Finding[] {
  const listed = new Set(prompts.map(({ key }) => key));
  return definitions.flatMap((definition): readonly Finding[] => {
    const key = toKey(definition);
    if (key === null || listed.has(key)) return [];
    return [
      {
        severity: "warning",
        code: "unlisted_prompt",
        message: `${key} is defined in ${file.path}, but is not one of the config's prompts, so it is not checked, locked or deployed. Add it to the config's prompts, or delete it.`,
        place: toPlace(file, definition),
      },
    ];
  });
}

/** Null where the file does not write it down. */
function toKey({ family, version }: WrittenDefinition): string | null {
  return family === null || version === null ? null : versionKey(family, version);
}

function toPlace({ path, content }: SourceFile, definition: WrittenDefinition | undefined) {
  const before = content.slice(0, definition?.offset ?? 0).split("\n");
  return { file: path, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
