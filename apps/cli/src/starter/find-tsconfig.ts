import { dirname, join, relative } from "node:path";
import { readOptionalFile } from "../project/files/read-optional-file.js";
import { findRepository } from "./place-workflow.js";

/** The project's TypeScript settings that are there already. */
export interface PresentTsconfig {
  /** Relative to the folder. */
  readonly path: string;
  /** What they lack for the starter's files, in a sentence; null where nothing was found. */
  readonly lack: string | null;
}

/** The `tsconfig.json` of a folder, or of a folder above it in the same repository; null where there is none. */
export async function findTsconfig(folder: string): Promise<PresentTsconfig | null> {
  const top = findRepository(folder) ?? folder;
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, "tsconfig.json");
    const text = await readOptionalFile(path);
    if (text !== null) return { path: relative(folder, path), lack: findLack(text) };
    if (at === top) return null;
  }
}

function findLack(text: string): string | null {
  const lacks = [...findImportLack(text), ...findModuleLack(text)];
  return lacks.length === 0 ? null : lacks.join("; ");
}

// A file that it extends may have each of these, too.
function findImportLack(text: string): readonly string[] {
  const allows = /"(?:allowImportingTsExtensions|rewriteRelativeImportExtensions)"\s*:\s*true/;
  if (allows.test(text)) return [];
  return [
    'if tsc refuses imports that end in .ts, which Node needs, set "allowImportingTsExtensions" and "noEmit" in it',
  ];
}

/** The suite finds its dataset by `import.meta`. */
function findModuleLack(text: string): readonly string[] {
  if (!/"module"\s*:\s*"(?:commonjs|amd|umd|system|none|es6|es2015)"/i.test(text)) return [];
  return [
    'if tsc refuses import.meta (TS1343), set "module" and "moduleResolution" to "nodenext" in it',
  ];
}
