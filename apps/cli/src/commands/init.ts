import { resolve } from "node:path";
import { addCommand, type CommandHost } from "../add-command.js";
import { writeStarter } from "../starter/write-starter.js";
import { version } from "../version.js";

export function addInit(host: CommandHost): void {
  addCommand(host, {
    usage: "init [folder]",
    summary: "write a working project: a config, a prompt, a suite, a dataset, a CI workflow",
    run: async ({ terminal }, [folder = "."]) => {
      const target = resolve(terminal.folder, folder);
      const { files, config } = await writeStarter(target, version);
      const { bold, dim } = terminal.colors;
      const text = [
        ...files.map((file) => `  ${file}`),
        "",
        `The prompt runs on the simulated provider of @promptrail/testing: its answers are made up, and it needs no API key. ${config} shows how to use a real provider.`,
        "",
        bold("Next:"),
        ...(files.includes("package.json") ? ["  npm install"] : []),
        `  npx promptrail check                 ${dim("# after each change: npx promptrail lock")}`,
        "  npx promptrail eval ticket_summary",
      ].join("\n");
      return { text, json: { folder: target, files } };
    },
  });
}
