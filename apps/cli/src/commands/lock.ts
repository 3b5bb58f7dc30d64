import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createLock, createRegistry, formatLock, type Lock, lockFileName } from "@promptrail/core";
import { readLockFile } from "@promptrail/runtime";
import { addCommand, type CommandHost } from "../add-command.js";
import { hashSuites } from "../project/hash-suites.js";
import { loadCliProject } from "../project/load-cli-project.js";

export function addLock(host: CommandHost): void {
  addCommand(host, {
    usage: "lock",
    summary: `write ${lockFileName}: what the code declares, for review and for deployments`,
    run: async (scope) => {
      const loaded = await loadCliProject(scope);
      const registry = createRegistry(loaded.config.prompts);
      const previous = await readLockFile(loaded.projectFolder);
      const hashes = await hashSuites(loaded.config.suites ?? []);
      const lock = createLock(registry, hashes, previous);
      const changed = previous === null || formatLock(previous) !== formatLock(lock);
      const file = join(loaded.projectFolder, lockFileName);
      if (changed) await writeFile(file, formatLock(lock));
      const lines = describeChanges(previous, lock);
      const text = changed ? [`Wrote ${lockFileName}.`, ...lines] : [`${lockFileName} is current.`];
      return { text: text.join("\n"), json: { file, changed, families: lock.families } };
    },
  });
}

function describeChanges(previous: Lock | null, lock: Lock): readonly string[] {
  return Object.entries(lock.families).flatMap(([family, locked]) => {
    const before = previous?.families[family];
    const added = Object.keys(locked.versions).filter((version) => !before?.versions[version]);
    const moved = before !== undefined && before.generation !== locked.generation;
    return [
      ...added.map(
        (version) => `  ${family}_v${version} added (${locked.versions[version]?.status})`,
      ),
      ...(moved ? [`  ${family} generation ${before.generation} → ${locked.generation}`] : []),
    ];
  });
}
