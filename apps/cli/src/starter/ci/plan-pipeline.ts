import { existsSync } from "node:fs";
import { join } from "node:path";
import { PromptrailError } from "@promptrail/core";
import type { PackageTool } from "../../project/find-package-tool.js";
import type { LeftFile, WantedFile } from "../wanted-file.js";
import { type OwnWorkflow, withInstall } from "./find-own-workflow.js";
import { type PlacedFile, placeGithub, placeGitlab } from "./place-pipeline.js";

/** Whose pipelines `init --ci` writes. */
export const ciHosts = ["github", "gitlab"] as const;
export type CiHost = (typeof ciHosts)[number];

/** The files of a pipeline, and those that it needs and that are there already. */
export interface PlannedPipeline {
  readonly wanted: readonly WantedFile[];
  readonly left: readonly LeftFile[];
}

/**
 * @param own GitHub's workflow that the project has: where it is the short one that `init` wrote, the pipeline takes its place, since both
 * would judge each change.
 * @throws PromptrailError `request_invalid` where its file is there already: nothing else is written over.
 */
export function planPipeline(
  projectFolder: string,
  host: CiHost,
  { tool, own }: { readonly tool: PackageTool; readonly own: OwnWorkflow | null },
): PlannedPipeline {
  if (host === "github" && own?.isShort === false) throw taken(own.target, host);
  const replaced = host === "github" ? own : null;
  const isThere = (target: string) =>
    target !== replaced?.target && existsSync(join(projectFolder, target));
  const place = host === "github" ? placeGithub : placeGitlab;
  const { file, entry } = place(projectFolder, isThere);
  if (replaced === null && isThere(file.target)) throw taken(file.target, host);
  const toWanted = ({ source, target, adapt }: PlacedFile): WantedFile => ({
    source,
    target,
    adapt: (text) => adapt(withInstall(text, tool)),
  });
  const wanted: WantedFile[] =
    replaced === null
      ? [toWanted(file)]
      : [{ ...toWanted(file), target: replaced.target, replaces: replaced.text }];
  if (entry === null) return { wanted, left: [] };
  if (!isThere(entry.target)) return { wanted: [...wanted, toWanted(entry)], left: [] };
  return { wanted, left: [{ file: entry.target, reason: entry.reason }] };
}

function taken(file: string, host: CiHost): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    `${file} is there already, and is not as \`promptrail init\` writes it. Nothing was written. Move it away, run \`promptrail init --ci ${host}\` again, and copy what you had changed in it to the new file.`,
    { files: [file] },
  );
}
