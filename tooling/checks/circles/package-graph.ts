import { posix } from "node:path";
import {
  isTestFile,
  isTypeScript,
  listRepositoryFiles,
  placeOf,
  type RepositoryFile,
} from "../repository/repository-files.ts";
import { findSourceImports } from "../repository/source-imports.ts";

/** One file that imports another of its own package, by value or by type. */
export interface FileImport {
  readonly from: string;
  readonly to: string;
  /** `path:line` of the import. */
  readonly place: string;
}

/** What the shipped files of a package import from each other, `import type` included. */
export function readFileImports(root: string, packageFolder: string): readonly FileImport[] {
  const files = listRepositoryFiles(root, packageFolder).filter(
    (file) => isTypeScript(file) && !isTestFile(file),
  );
  const known = new Set(files.map(({ path }) => path));
  return files.flatMap((file) => importsOf(file, known));
}

function importsOf(file: RepositoryFile, known: ReadonlySet<string>): readonly FileImport[] {
  const text = file.text();
  return findSourceImports(file.path, text).flatMap(({ specifier, offset }) => {
    if (!specifier.startsWith(".")) return [];
    const named = posix.join(posix.dirname(file.path), specifier);
    const to = named.replace(/\.js$/, ".ts");
    return known.has(to) ? [{ from: file.path, to, place: placeOf(file.path, text, offset) }] : [];
  });
}

/** Of one folder: each thing that it holds (a file, or a folder with all below it), and what that imports. */
export type EntryGraph = ReadonlyMap<string, ReadonlyMap<string, readonly FileImport[]>>;

/** The graph of every folder of the package, by the folder's path. */
export function toEntryGraphs(imports: readonly FileImport[]): ReadonlyMap<string, EntryGraph> {
  const graphs = new Map<string, Map<string, Map<string, FileImport[]>>>();
  for (const each of imports) {
    const { folder, from, to } = splitPaths(each);
    const graph = getOrAdd(graphs, folder, () => new Map<string, Map<string, FileImport[]>>());
    getOrAdd(
      getOrAdd(graph, from, () => new Map<string, FileImport[]>()),
      to,
      () => [],
    ).push(each);
  }
  return graphs;
}

/** The deepest folder that holds both files, and the entries of it that they are in. */
function splitPaths({ from, to }: FileImport): { folder: string; from: string; to: string } {
  const left = from.split("/");
  const right = to.split("/");
  const depth = left.findIndex((segment, index) => segment !== right[index]);
  const folder = left.slice(0, depth).join("/");
  return { folder, from: left[depth] ?? "", to: right[depth] ?? "" };
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const present = map.get(key);
  if (present !== undefined) return present;
  const value = create();
  map.set(key, value);
  return value;
}
