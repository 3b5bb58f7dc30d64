import type { Lock, LockedFamily } from "./lock.js";

/** The lock file's text: sorted, one line a version, so that two branches merge. */
export function formatLock(lock: Lock): string {
  const families = sortedEntries(lock.families).map(([family, locked]) =>
    formatFamily(family, locked),
  );
  return [
    "{",
    `  "lockfileVersion": ${lock.lockfileVersion},`,
    `  "hashScheme": ${lock.hashScheme},`,
    families.length === 0 ? '  "families": {}' : `  "families": {\n${families.join(",\n")}\n  }`,
    "}",
    "",
  ].join("\n");
}

function formatFamily(family: string, locked: LockedFamily): string {
  const versions = Object.entries(locked.versions)
    .sort(([left], [right]) => Number(left) - Number(right))
    .map(
      ([version, { hash, status }]) =>
        `        ${JSON.stringify(version)}: ${JSON.stringify({ hash, status })}`,
    );
  const acknowledged = sortedEntries(locked.acknowledgedRevisions).map(
    ([environment, revision]) => `${JSON.stringify(environment)}:${revision}`,
  );
  return [
    `    ${JSON.stringify(family)}: {`,
    `      "generation": ${locked.generation},`,
    `      "acknowledgedRevisions": {${acknowledged.join(",")}},`,
    `      "suiteHash": ${JSON.stringify(locked.suiteHash)},`,
    `      "datasetHash": ${JSON.stringify(locked.datasetHash)},`,
    `      "versions": {\n${versions.join(",\n")}\n      }`,
    "    }",
  ].join("\n");
}

function sortedEntries<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1));
}
