import type { HelpGroup } from "./declared-command.js";

export const seeLive: HelpGroup = {
  title: "See what is live",
  commands: [
    {
      usage: "status",
      summary: "show what is declared, live and served by the fleet; exits 1 if they differ",
      examples: ["status", "status --env production"],
      load: async () => (await import("../commands/live/status.js")).statusCommand,
    },
    {
      usage: "history [family]",
      summary:
        "show the decisions of a family, or of all: who, when, from which version to which, why, on what evidence",
      flags: [
        ["--limit <n>", "the newest n; default: 50, at most 1000"],
        ["--before <revision>", "only decisions with a lower revision"],
        ["--verify", "check every decision of the environment: hashes, links, order, live state"],
      ],
      examples: [
        "history --env production",
        "history fraud_score --limit 10 --env production",
        "history --verify --env production",
      ],
      load: async () => (await import("../commands/live/history.js")).historyCommand,
    },
    {
      usage: "fleet",
      summary: "show the running processes, and the revision that each of them serves",
      examples: ["fleet --env production"],
      load: async () => (await import("../commands/live/fleet.js")).fleetCommand,
    },
    {
      usage: "headroom <family>",
      summary: "show how full the context windows of a family's calls get, and when they are full",
      examples: ["headroom fraud_score --env production"],
      load: async () => (await import("../commands/live/headroom.js")).headroomCommand,
    },
  ],
};
