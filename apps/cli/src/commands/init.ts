import { resolve } from "node:path";
import { PromptrailError } from "@promptrail/core";
import { initDocument } from "../documents/project-documents.js";
import { implementCommand } from "../implement-command.js";
import { describeStarter } from "../present/written/describe-starter.js";
import { findPackageTool } from "../project/find-package-tool.js";
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

export const initCommand = implementCommand({
  documents: { init: initDocument },
  run: async ({ terminal }, [folder = "."]) => {
    refuseFileName(folder);
    const target = resolve(terminal.folder, folder);
    const tool = findPackageTool(target, terminal.environment);
    const written = await writeStarter(target, version, tool);
    return describeStarter({ folder: target, written, tool, version }, terminal);
  },
});
