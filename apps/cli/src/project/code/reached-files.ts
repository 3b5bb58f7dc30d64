import { readFile, stat } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { type Code, readCode } from "./read-code.js";
import { type ImportStatement, readImports } from "./read-imports.js";

/** A source file that a config reaches by relative imports. */
export interface ReachedFile {
  /** Absolute. */
  readonly path: string;
  readonly code: Code;
  /** Whether a byte order mark stands in front of the text. */
  readonly isMarked: boolean;
  readonly imports: readonly (ImportStatement & { readonly target: string | null })[];
}

/** What is installed or built is no file to be written to. */
const foreign = /[\\/](?:node_modules|dist)[\\/]/;

const mostBytes = 1_000_000;

/** The config's file, and all that it imports by relative paths, also through each other. */
export async function readReachedFiles(config: string): Promise<readonly ReachedFile[]> {
  const found = new Map<string, ReachedFile>();
  const waiting = [config];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (found.has(path) || foreign.test(path)) continue;
    const file = await readSource(path);
    if (file === null) continue;
    found.set(path, file);
    waiting.push(...file.imports.flatMap(({ target }) => target ?? []));
  }
  return [...found.values()];
}

async function readSource(path: string): Promise<ReachedFile | null> {
  try {
    const { size } = await stat(path);
    if (size > mostBytes) return null;
    // What is not UTF-8 could not be written again as it was.
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    const text = decoder.decode(await readFile(path));
    const isMarked = text.startsWith("\uFEFF");
    const code = readCode(isMarked ? text.slice(1) : text);
    const imports = await Promise.all(
      readImports(code).map(async (statement) => ({
        ...statement,
        target: await findTarget(path, statement.specifier),
      })),
    );
    return { path, code, isMarked, imports };
  } catch {
    return null;
  }
}

/** The file that a relative specifier names; null for packages and what is not there. */
async function findTarget(from: string, specifier: string): Promise<string | null> {
  if (!/^\.\.?(?:\/|$)/.test(specifier)) return null;
  const path = resolve(join(dirname(from), specifier.split("/").join(sep)));
  return (await stat(path).catch(() => null))?.isFile() === true ? path : null;
}
