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
    {
      usage: "eval [family]",
      summary:
        "run suites; a version that is compared with the active one gets evidence for its promotion",
      flags: [
        ["--version <n>", "the candidate; default: only the active version"],
        [
          "--changed",
          "in memory: each version that is new or newly active since the merge base, against the version that was active there",
        ],
        [
          "--against <ref>",
          "with --changed: the git ref; default: PROMPTRAIL_AGAINST, else the remote's main branch",
        ],
        [
          "--evidence <file>",
          "write the evidence to a file instead of the store; `promote` and `deploy` take it with --evidence, a server by HTTP",
        ],
        [
          "--supersede <reason>",
          "let this run decide in the place of an earlier one of the same content, baseline, dataset and suite; the reason is recorded",
        ],
        [
          "--show-failures <n>",
          "the first n failures whole: input, expected, each version's answer",
        ],
        ["--case <id...>", "only these cases: no verdict, no evidence"],
        ["--tag <name...>", "only the cases with one of these tags: no verdict, no evidence"],
        ["--limit <n>", "only the first n cases: no verdict, no evidence"],
        ["--max-cost <dollars>", "stop before the new calls would cost more"],
        [
          "--concurrency <n>",
          "how many calls run at once; default: that of the suite, at most 1024",
        ],
        ["--fresh", "ask every case again; default: keep the answers of a run of the same content"],
      ],
      examples: [
        "eval ticket_summary",
        "eval ticket_summary --version 2 --show-failures 5 --env production",
        "eval --changed --against origin/main --max-cost 5",
      ],
      load: async () => (await import("../commands/eval.js")).evalCommand,
    },
  ],
};
