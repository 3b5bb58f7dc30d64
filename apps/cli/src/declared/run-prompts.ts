import type { HelpGroup } from "./declared-command.js";

export const runPrompts: HelpGroup = {
  title: "Run prompts",
  commands: [
    {
      usage: "render <family>",
      summary: "print what a call would send, without sending it",
      flags: [
        ["--context <json>", "the variables: JSON text, a JSON file, or - for standard input"],
        ["--version <n>", "render this version; default: the live one"],
      ],
      examples: [
        "render ticket_summary --context ticket.json",
        `render greeting --version 2 --context '{"name": "Ada"}'`,
      ],
      load: async () => (await import("../commands/render.js")).renderCommand,
    },
    {
      usage: "call <family>",
      summary: "call a prompt: its live version, or the version that --version names",
      flags: [
        ["--context <json>", "the variables: JSON text, a JSON file, or - for standard input"],
        ["--attach <file...>", "send these images, PDF or text files, too, in this order"],
        ["--version <n>", "call this version; default: the live one"],
        ["--accept <outcome...>", "accept these outcomes as an answer, too: truncated, refused, …"],
        ["--stream", "print the answer while it arrives"],
      ],
      examples: [
        "call ticket_summary --context ticket.json",
        "call receipt_total --attach receipt.png --attach terms.pdf",
        `call greeting --version 2 --stream --context '{"name": "Ada"}'`,
      ],
      load: async () => (await import("../commands/call.js")).callCommand,
    },
  ],
};
