import { existsSync } from "node:fs";
import { join } from "node:path";
import { PromptrailError } from "@promptrail/core";
import type { PackageTool } from "../../project/find-package-tool.js";
import type { LeftFile, WantedFile } from "../wanted-file.js";
import { type PlacedFile, placeGithub, placeGitlab } from "./place-pipeline.js";

/** Whose pipelines `init --ci` writes. */
export const ciHosts = ["github", "gitlab"] as const;
export type CiHost = (typeof ciHosts)[number];

/** The files of a pipeline, and those that it needs and that are there already. */
export interface PlannedPipeline {
  readonly wanted: readonly WantedFile[];
  readonly left: readonly LeftFile[];
}

/** @throws PromptrailError `request_invalid` where its file is there already: nothing is written over it. */
export function planPipeline(
  projectFolder: string,
  host: CiHost,
  tool: PackageTool,
): PlannedPipeline {
  const isThere = (target: string) => existsSync(join(projectFolder, target));
  const place = host === "github" ? placeGithub : placeGitlab;
  const { file, entry } = place(projectFolder, isThere);
  if (isThere(file.target)) throw taken(file.target, host);
  const toWanted = ({ source, target, adapt }: PlacedFile): WantedFile => ({
    source,
    target,
    adapt: (text) => adapt(text.replaceAll("npm ci --ignore-scripts", tool.installInPipeline)),
  });
  const wanted = [toWanted(file)];
  if (entry === null) return { wanted, left: [] };
  if (!isThere(entry.target)) return { wanted: [...wanted, toWanted(entry)], left: [] };
  return { wanted, left: [{ file: entry.target, reason: entry.reason }] };
}

function taken(file: string, host: CiHost): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    `${file} is there already. Nothing was written. Move it away, run \`promptrail init --ci ${host}\` again, and copy what you had changed in it to the new file.`,
    { files: [file] },
  );
}
