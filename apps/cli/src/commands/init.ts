import { resolve } from "node:path";
import { addCommand, type CommandHost } from "../add-command.js";
import { initDocument } from "../documents/project-documents.js";
import { nextSteps } from "../present/next-steps.js";
import { writeStarter } from "../starter/write-starter.js";
import { version } from "../version.js";

export function addInit(host: CommandHost): void {
  addCommand(host, {
    usage: "init [folder]",
    summary: "write a working project: a config, a prompt, a suite, a dataset, a CI workflow",
    documents: { init: initDocument },
    examples: ["init", "init prompts-project"],
    run: async ({ terminal }, [folder = "."]) => {
      const target = resolve(terminal.folder, folder);
      const { files, config } = await writeStarter(target, version);
      const text = [
        ...files.map((file) => `  ${file}`),
        "",
        `The prompt runs on the simulated provider of @promptrail/testing: its answers are made up, and it needs no API key. ${config} shows how to use a real provider.`,
        "",
      ].join("\n");
      const next = nextSteps.initialised(files.includes("package.json"));
      return { text, json: { folder: target, files }, next };
    },
  });
}
