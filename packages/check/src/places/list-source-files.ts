import { readdir, readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { decodeText } from "@promptrail/core/portable";

export interface SourceFile {
  /** Relative to the project's folder, with `/`. */
  readonly path: string;
  readonly content: string;
  /** True for code, whose literals are read; false for a text that is taken as it is. */
  readonly isCode: boolean;
}

const codeEndings: ReadonlySet<string> = new Set([
  ...[".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".tsx", ".jsx", ".json"],
]);
const textEndings: ReadonlySet<string> = new Set([
  ...[".j2", ".jinja", ".jinja2", ".njk", ".tmpl", ".tpl", ".prompt"],
  ...[".md", ".mdx", ".txt", ".html", ".xml", ".yaml", ".yml"],
]);

const largestFile = 1_000_000;

/** Which files of a project are listed. */
interface ListedFolder {
  /** Relative to the project's folder, with `/`. Default: that folder itself. */
  readonly folder?: string;
  /** Whether the folders in it are listed, too. Default: true. */
  readonly isDeep?: boolean;
}

/** The source and text files of a project, or of a folder in it. What cannot be read is left out. */
export async function listSourceFiles(
  projectFolder: string,
  { folder = "", isDeep = true }: ListedFolder = {},
): Promise<readonly SourceFile[]> {
  return readSourceFiles(projectFolder, await listPaths(projectFolder, folder, isDeep));
}

/** The same of files that are named by their paths. */
export async function readSourceFiles(
  projectFolder: string,
  paths: readonly string[],
): Promise<readonly SourceFile[]> {
  const files: SourceFile[] = [];
  for (const path of paths) {
    const content = await readSmallFile(join(projectFolder, path));
    if (content !== null) files.push({ path, content, isCode: codeEndings.has(extname(path)) });
  }
  return files;
}

async function listPaths(
  projectFolder: string,
  folder: string,
  isDeep: boolean,
): Promise<readonly string[]> {
  const entries = await readdir(join(projectFolder, folder), { withFileTypes: true }).catch(
    () => [],
  );
  const paths: string[] = [];
  for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory() && isDeep && !isForeign(entry.name)) {
      paths.push(...(await listPaths(projectFolder, path, isDeep)));
    } else if (entry.isFile() && isSource(entry.name)) paths.push(path);
  }
  return paths;
}

function isForeign(name: string): boolean {
  return name.startsWith(".") || name === "node_modules" || name === "dist";
}

function isSource(name: string): boolean {
  const ending = extname(name);
  return codeEndings.has(ending) || textEndings.has(ending);
}

async function readSmallFile(file: string): Promise<string | null> {
  try {
    const { size } = await stat(file);
    if (size > largestFile) return null;
    return decodeText(await readFile(file));
  } catch {
    return null;
  }
}
