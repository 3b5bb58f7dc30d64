import { resolve } from "node:path";
import { PromptrailError } from "@promptrail/core";
import type { CommonOptions } from "../command-scope.js";
import { initDocument } from "../documents/project-documents.js";
import { implementCommand } from "../implement-command.js";
import { describeStarter } from "../present/written/describe-starter.js";
import { findPackageTool } from "../project/find-package-tool.js";
import { type CiHost, ciHosts } from "../starter/ci/find-written-pipeline.js";
import { writeStarter } from "../starter/write-starter.js";
import { version } from "../version.js";

const codeFile = /\.(?:[cm]?[jt]s|json|jsonl)$/;

/** @throws PromptrailError `request_invalid` for the name of a file of code: a folder of that name is not meant. */
function refuseFileName(folder: string): void {
  if (!codeFile.test(folder)) return;
  throw new PromptrailError(
    "request_invalid",
    `\`init\` takes a folder, and "${folder}" is the name of a file. Nothing was written. Run \`promptrail init\` for this folder, or name a folder: \`promptrail init prompts-project\`.`,
    { folder },
  );
}

/** @throws PromptrailError `request_invalid`, which names those that there are. */
function requireCiHost(name: string): CiHost {
  const known = ciHosts.find((each) => each === name);
  if (known !== undefined) return known;
  throw new PromptrailError(
    "request_invalid",
    `--ci "${name}" does not exist. Nothing was written. Name one of: ${ciHosts.join(", ")}. Any other system runs the lines of the handbook's page about CI.`,
  );
}

interface InitOptions extends CommonOptions {
  readonly ci?: string;
}

export const initCommand = implementCommand({
  documents: { init: initDocument },
  run: async ({ terminal }, [folder = "."], options: InitOptions) => {
    const ci = options.ci === undefined ? undefined : requireCiHost(options.ci);
    refuseFileName(folder);
    const target = resolve(terminal.folder, folder);
    const tool = findPackageTool(target, terminal.environment);
    const written = await writeStarter({ folder: target, version, tool, ci });
    return describeStarter({ folder: target, written, tool, version }, terminal);
  },
});
