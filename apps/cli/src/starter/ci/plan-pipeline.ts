import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PromptrailError } from "@promptrail/core";
import type { PackageTool } from "../../project/find-package-tool.js";
import type { LeftFile, WantedFile } from "../wanted-file.js";
import { type OwnWorkflow, withInstall } from "./find-own-workflow.js";
import { type CiHost, placers } from "./find-written-pipeline.js";
import type { PlacedFile, PlacedPipeline } from "./place-pipeline.js";

/** The files of a pipeline, and those that it needs and that are there already. */
export interface PlannedPipeline {
  readonly wanted: readonly WantedFile[];
  readonly left: readonly LeftFile[];
}

interface FoundPipeline {
  readonly tool: PackageTool;
  readonly own: OwnWorkflow | null;
  readonly written: PlacedPipeline | null;
}

/**
 * @param own GitHub's workflow that the project has: where it is the short one that `init` wrote, the pipeline takes its place, since both
 * would judge each change.
 * @param written the host's pipeline that is there as `init` wrote it: it stays.
 * @throws PromptrailError `request_invalid` where its file is there already: nothing else is written over.
 */
export function planPipeline(
  projectFolder: string,
  host: CiHost,
  { tool, own, written }: FoundPipeline,
): PlannedPipeline {
  const isMissing = written === null;
  if (isMissing && host === "github" && own?.isShort === false) throw taken(own.target, host);
  const replaced = host === "github" ? own : null;
  const isThere = (target: string) =>
    target !== replaced?.target && existsSync(join(projectFolder, target));
  const { file, entry } = written ?? placers[host](projectFolder, isThere);
  if (isMissing && replaced === null && isThere(file.target)) throw taken(file.target, host);
  const toWanted = ({ source, target, adapt }: PlacedFile): WantedFile => ({
    source,
    target,
    adapt: (text) => adapt(withInstall(text, tool)),
  });
  const wanted = isMissing
    ? [
        replaced === null
          ? toWanted(file)
          : { ...toWanted(file), target: replaced.target, replaces: replaced.text },
      ]
    : [];
  if (entry === null) return { wanted, left: [] };
  if (!isThere(entry.target)) return { wanted: [...wanted, toWanted(entry)], left: [] };
  const isNamed = readFileSync(join(projectFolder, entry.target), "utf8").includes(entry.names);
  return { wanted, left: isNamed ? [] : [{ file: entry.target, reason: entry.reason }] };
}

function taken(file: string, host: CiHost): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    `${file} is there already, and is not as \`promptrail init\` writes it. Nothing was written. Move it away, run \`promptrail init --ci ${host}\` again, and copy what you had changed in it to the new file.`,
    { files: [file] },
  );
}
