import type { Message } from "@promptrail/core";
import { addCommand, type CommandHost } from "../add-command.js";
import type { CommonOptions } from "../command-scope.js";
import { parseVersion } from "../project/parse-options.js";
import { readContext } from "../project/read-context.js";
import { withRunningBackend } from "../project/running/with-running-backend.js";

interface RenderOptions extends CommonOptions {
  readonly context?: string;
  readonly version?: string;
}

export function addRender(host: CommandHost): void {
  addCommand<RenderOptions>(host, {
    usage: "render <family>",
    summary: "print what a call would send, without sending it",
    quotes: true,
    flags: [
      ["--context <json>", "the variables: JSON text, a JSON file, or - for standard input"],
      ["--version <n>", "render this version; default: the live one"],
    ],
    run: async (scope, [family = ""], { context, version }) => {
      const variables = await readContext(scope.terminal.folder, context);
      const pinned = {
        version: version === undefined ? undefined : parseVersion(version, "--version"),
      };
      const wanted = { family, ...pinned };
      const rendered = await withRunningBackend(scope, wanted, (backend) =>
        backend.render(family, variables, pinned),
      );
      const { bold } = scope.terminal.colors;
      const text = rendered.messages
        .map((message) => `${bold(`--- ${message.role}`)}\n${textOf(message)}\n`)
        .join("\n");
      return { text, json: { prompt: rendered.key, messages: rendered.messages } };
    },
  });
}

function textOf({ content }: Message): string {
  return content.map((part) => (part.type === "text" ? part.text : "")).join("");
}
