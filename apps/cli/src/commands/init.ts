import { resolve } from "node:path";
import { addCommand, type CommandHost } from "../add-command.js";
import { initDocument } from "../documents/project-documents.js";
import { describeStarter } from "../present/written/describe-starter.js";
import { findPackageTool } from "../project/find-package-tool.js";
import { writeStarter } from "../starter/write-starter.js";
import { version } from "../version.js";

export function addInit(host: CommandHost): void {
  addCommand(host, {
    usage: "init [folder]",
    summary:
      "write a working project, or what an existing one lacks: a config, a prompt, a suite, a dataset, settings, a CI workflow",
    documents: { init: initDocument },
    examples: ["init", "init prompts-project"],
    run: async ({ terminal }, [folder = "."]) => {
      const target = resolve(terminal.folder, folder);
      const tool = findPackageTool(target, terminal.environment);
      const written = await writeStarter(target, version, tool);
      return describeStarter({ folder: target, written, tool, version }, terminal);
    },
  });
}
