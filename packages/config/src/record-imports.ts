import { realpathSync } from "node:fs";
import module from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

export interface Recorded<Value> {
  readonly value: Value;
  /**
   * The files that the module and its imports are in, absolute, without those of installed packages. Null where that is
   * not known: another part of the process had loaded one of the folder's files before, or this Node cannot tell.
   */
  readonly files: readonly string[] | null;
}

/** What was imported while somebody recorded. A process loads each module once, so it is kept for the next time. */
const loaded = new Set<string>();
const imports = new Map<string, Set<string>>();

/** Runs `load`, which imports the module of a file, and finds out which files that takes. */
export async function recordImports<Value>(
  file: string,
  load: (url: string) => Promise<Value>,
): Promise<Recorded<Value>> {
  // Node 22.15 has it; older ones, and other runtimes, load the module all the same.
  const hooks = module.registerHooks?.({
    resolve: (specifier, context, nextResolve) => {
      const resolved = nextResolve(specifier, context);
      noteImport(context.parentURL, resolved.url);
      return resolved;
    },
    load: (address, context, nextLoad) => {
      loaded.add(withoutQuery(address));
      return nextLoad(address, context);
    },
  });
  try {
    const value = await load(pathToFileURL(file).href);
    // Node names a module by where its file really is.
    const { href } = pathToFileURL(realpathSync(file));
    return { value, files: hooks === undefined ? null : findFiles(href) };
  } finally {
    hooks?.deregister();
  }
}

function noteImport(parent: string | undefined, child: string): void {
  if (parent === undefined || isInstalled(parent)) return;
  const from = withoutQuery(parent);
  const known = imports.get(from) ?? new Set<string>();
  known.add(withoutQuery(child));
  imports.set(from, known);
}

function findFiles(url: string): readonly string[] | null {
  const found = new Set([url]);
  const folder = new URL(".", url).href;
  for (const each of found) {
    if (!loaded.has(each)) {
      if (each.startsWith(folder)) return null;
      // A linked package that the process itself uses.
      found.delete(each);
    }
    for (const child of imports.get(each) ?? []) {
      if (child.startsWith("file:") && !isInstalled(child)) found.add(child);
    }
  }
  return [...found].map((each) => fileURLToPath(each));
}

function isInstalled(url: string): boolean {
  return url.includes("/node_modules/");
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, "");
}
