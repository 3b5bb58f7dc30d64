import module from "node:module";
import { dirname, join } from "node:path";
import { makeFolder, stateFolderName } from "@promptrail/core/state-folder";

/**
 * Lets Node keep, in the `.promptrail` beside a project's config, what it makes of the code that is loaded from now on: TypeScript without
 * its types, and what V8 compiled. The next thread or command that loads the same text takes it from there, and does not load
 * Node's reader of TypeScript, which takes some 15 MB. Where Node keeps it elsewhere already, or nothing can be
 * written, nothing changes.
 *
 * @param config absolute path of the config file.
 */
export function keepCompiled(config: string): void {
  if (module.getCompileCacheDir() !== undefined) return;
  const folder = join(dirname(config), stateFolderName, "compiled");
  try {
    makeFolder(folder);
  } catch {
    return;
  }
  module.enableCompileCache(folder);
}

/** For threads that start from now on; Node itself writes only when the process ends. */
export function shareCompiled(): void {
  module.flushCompileCache();
}
