import type { HelpGroup } from "./declared-command.js";

export const findCalls: HelpGroup = {
  title: "Find calls",
  commands: [
    {
      usage: "calls [id]",
      summary: "find calls in the call log, show one, add up what they used, or erase a person's",
      flags: [
        ["--family <family>", "only calls of a family"],
        ["--version <version>", "only calls of a version"],
        ["--lane <lane>", "only calls of a lane: production, shadow, eval or monitor"],
        [
          "--outcome <outcome>",
          "only calls that ended so: ok, truncated, refused, rate_limited, …",
        ],
        ["--shape <feature>", "only calls whose context has a feature: language:pt"],
        ["--run <id>", "only the steps of a run of tools"],
        ["--since <time>", "only calls since: 2h, 7d, 2026-11-30, 2026-11-30T14:00Z"],
        ["--before <time>", "only calls before"],
        ["--text <text>", "only calls in which it was said; with a family, in 7 days at most"],
        ["--limit <n>", "the newest n; default: 20, at most 200"],
        ["--follow", "go on showing calls as they come, until Ctrl-C"],
        ["--usage", "add up calls, outcomes, tokens, cost and latency; default: of the last day"],
        [
          "--by <parts>",
          "with --usage: told apart by family,version,provider,model,outcome,lane,hour",
        ],
        ["--erase <subject>", "erase every call of a subject, as callers name it"],
      ],
      examples: [
        "calls --family fraud_score --since 2h --env production",
        'calls --family fraud_score --text "order 4711" --env production',
        "calls 019ad1f4-7c1e-7aa0-8c11-5d0c9f6f2a10 --env production",
        "calls --usage --by family,version --since 7d --env production",
        "calls --follow --outcome refused --env production",
      ],
      load: async () => (await import("../commands/calls/calls.js")).callsCommand,
    },
  ],
};
