import { basename, dirname } from "node:path";
import type { Roads } from "../roads/find-roads.ts";

/** The two roads for the page: one line for each stay in a folder, with its files in their order. */
export function toRoadsSection({ call, rollback }: Roads): string {
  return [
    `### One Claude call: ${call.length} files`,
    "",
    "From `promptrail.call` to the vendor's SDK and back, on a template that is compiled.",
    "",
    ...toStays(call),
    "",
    `### One rollback from HTTP to every process: ${rollback?.length ?? 0} files`,
    "",
    "On PostgreSQL, until the server has answered and both it and another process serve the version before. Who",
    "hears of it first, the server or the other one, changes from time to time.",
    "",
    ...toStays(rollback ?? []),
  ].join("\n");
}

function toStays(files: readonly string[]): readonly string[] {
  const stays: { readonly folder: string; readonly names: string[] }[] = [];
  for (const file of files) {
    const folder = dirname(file)
      .replace(/^packages\//, "")
      .replace("/src", "");
    const last = stays.at(-1);
    const name = basename(file, ".ts");
    if (last?.folder === folder) last.names.push(name);
    else stays.push({ folder, names: [name] });
  }
  return stays.map(
    ({ folder, names }, index) => `${index + 1}. \`${folder}\`: ${names.join(", ")}`,
  );
}

/** The files that a page's section names, sorted: what runs, whatever came first. */
export function readRoadFiles(section: string): readonly string[] {
  return [...section.matchAll(/^\d+\. `([^`]+)`: (.+)$/gm)]
    .flatMap(([, folder = "", names = ""]) => names.split(", ").map((name) => `${folder}/${name}`))
    .toSorted();
}
