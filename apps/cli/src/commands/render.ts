import type { Message } from "@promptrail/core";
import { renderedPromptWire, toWire } from "@promptrail/http-api";
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
  addCommand(host, {
    usage: "render <family>",
    summary: "print what a call would send, without sending it",
    documents: { render: renderedPromptWire },
    examples: [
      "render ticket_summary --context ticket.json",
      `render greeting --version 2 --context '{"name": "Ada"}'`,
    ],
    quotes: true,
    flags: [
      ["--context <json>", "the variables: JSON text, a JSON file, or - for standard input"],
      ["--version <n>", "render this version; default: the live one"],
    ],
    run: async (scope, [family = ""], { context, version }: RenderOptions) => {
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
      return { text, json: toWire(renderedPromptWire, rendered) };
    },
  });
}

function textOf({ content }: Message): string {
  return content.map((part) => (part.type === "text" ? part.text : "")).join("");
}
