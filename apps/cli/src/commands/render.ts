import type { Message } from "@promptrail/core";
import { renderedPromptWire, toWire } from "@promptrail/http-api";
import type { CommonOptions } from "../command-scope.js";
import { implementCommand } from "../implement-command.js";
import { parseVersion } from "../project/parse-options.js";
import { readContext } from "../project/read-context.js";
import { withRunningBackend } from "../project/running/with-running-backend.js";

interface RenderOptions extends CommonOptions {
  readonly context?: string;
  readonly version?: string;
}

export const renderCommand = implementCommand({
  documents: { render: renderedPromptWire },
  quotes: true,
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

function textOf({ content }: Message): string {
  return content.map((part) => (part.type === "text" ? part.text : "")).join("");
}
