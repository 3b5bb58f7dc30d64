import type { LoadedConfig } from "@promptrail/config";
import type { PromptVersion } from "@promptrail/core";
import { type Declaration, findDeclarations } from "../code/find-declarations.js";
import { type ReachedFile, readReachedFiles } from "../code/reached-files.js";
import { findMentions, type Mention } from "./find-mentions.js";

/** A version, and where it is declared. */
export interface PlacedVersion {
  readonly prompt: PromptVersion;
  readonly file: ReachedFile;
  readonly declaration: Declaration;
}

/** The source files of a project, as far as versions are concerned. */
export interface ProjectCode {
  readonly config: ReachedFile | null;
  /** Null where no file writes its family and its number out, or several do. */
  readonly locate: (prompt: PromptVersion) => PlacedVersion | null;
  readonly countDeclarations: (file: ReachedFile) => number;
  readonly findMentions: (placed: PlacedVersion) => readonly Mention[];
}

export async function readProject({ file: config }: LoadedConfig): Promise<ProjectCode> {
  const files = await readReachedFiles(config);
  const declared = files.flatMap((file) =>
    findDeclarations(file.code).map((declaration) => ({ file, declaration })),
  );
  return {
    config: files.find(({ path }) => path === config) ?? null,
    locate: (prompt) => {
      const same = declared.filter(({ declaration: { version } }) => version === prompt.version);
      const named = same.filter(({ declaration: { family } }) => family === prompt.family);
      const unnamed = same.filter(({ declaration: { family } }) => family === null);
      const [only, ...more] = named.length > 0 ? named : unnamed;
      return only === undefined || more.length > 0 ? null : { prompt, ...only };
    },
    countDeclarations: (file) => declared.filter((each) => each.file === file).length,
    findMentions: ({ file, declaration: { shape, name } }) =>
      findMentions(files, file, shape === "default" ? "default" : (name ?? "")),
  };
}
