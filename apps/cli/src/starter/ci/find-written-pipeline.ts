import { join } from "node:path";
import { readOptionalFile } from "../../project/files/read-optional-file.js";
import { packageTools } from "../../project/find-package-tool.js";
import { withInstall } from "./find-own-workflow.js";
import { type PlacedPipeline, placeGithub, placeGitlab } from "./place-pipeline.js";

/** Whose pipelines `init --ci` writes. */
export const ciHosts = ["github", "gitlab"] as const;
export type CiHost = (typeof ciHosts)[number];

export const placers = { github: placeGithub, gitlab: placeGitlab } as const;

/**
 * A project's pipeline as `init --ci` wrote it, for whichever package manager: nobody changed it. Null where it has none.
 *
 * @param readSource gives a file of the starter.
 */
export async function findWrittenPipeline(
  projectFolder: string,
  host: CiHost,
  readSource: (source: string) => Promise<string>,
): Promise<PlacedPipeline | null> {
  // By its usual name, and by the one that it gets where that is another's.
  for (const isTaken of [false, true]) {
    const placed = placers[host](projectFolder, () => isTaken);
    const { source, target, adapt } = placed.file;
    const text = await readOptionalFile(join(projectFolder, target));
    if (text === null) continue;
    const plain = text.replaceAll("\r\n", "\n");
    const starter = await readSource(source);
    // The lock file may have come after it.
    if (packageTools.some((tool) => adapt(withInstall(starter, tool)) === plain)) return placed;
  }
  return null;
}
