import { resolve } from "node:path";
import { PromptrailError } from "@promptrail/core";
import { addCommand, type CommandHost } from "../add-command.js";
import { initDocument } from "../documents/project-documents.js";
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

export function addInit(host: CommandHost): void {
  addCommand(host, {
    usage: "init [folder]",
    summary:
      "write a working project, or what an existing one lacks: a config, a prompt, a suite, a dataset, settings, a CI workflow",
    documents: { init: initDocument },
    examples: ["init", "init prompts-project"],
    run: async ({ terminal }, [folder = "."]) => {
      refuseFileName(folder);
      const target = resolve(terminal.folder, folder);
      const tool = findPackageTool(target, terminal.environment);
      const written = await writeStarter(target, version, tool);
      return describeStarter({ folder: target, written, tool, version }, terminal);
    },
  });
}
