import { scopes } from "@promptrail/core/portable";
import type { HelpGroup } from "./declared-command.js";
import { keepFlag } from "./shared-flags.js";

export const operate: HelpGroup = {
  title: "Operate",
  commands: [
    {
      usage: "serve",
      summary:
        "run the server; it uses the store of the config, else DATABASE_URL, else the embedded store",
      flags: [
        ["--host <address>", "default: 127.0.0.1"],
        ["--port <n>", "default: 7070; 0 chooses a free port"],
        [
          "--grace <seconds>",
          "how long running calls may continue when the server is stopped; default: 25, at most 86400",
        ],
        [
          "--trusted-proxy <addresses>",
          "proxies whose X-Forwarded-For is trusted: 10.0.0.1,fd00::/8; default: none",
        ],
      ],
      examples: ["serve", "serve --env production --host 0.0.0.0 --port 7070"],
      load: async () => (await import("../commands/serve.js")).serveCommand,
    },
    {
      usage: "worker",
      summary:
        "ask cases of `promptrail eval --workers`, on as many machines as there are workers; needs PostgreSQL",
      flags: [
        ["--name <text>", "what the run and the fleet call this worker; default: host and process"],
        ["--concurrency <n>", "how many calls run at once; default: 8, at most 1024"],
        [
          "--queues <names>",
          "the queues that it takes jobs of, separated by commas: eval; default: all",
        ],
        [
          "--health <n>",
          "a port for GET /healthz, which answers 200 while it can work; 0 chooses a free port; default: none",
        ],
        ["--health-host <address>", "default: 127.0.0.1"],
      ],
      examples: [
        "worker --env production",
        "worker --concurrency 32 --health 7071 --env production",
      ],
      runsEvals: true,
      load: async () => (await import("../commands/evaluate/worker.js")).workerCommand,
    },
    {
      name: "keys",
      summary: "create, list, rotate and revoke the API keys of an environment",
      commands: [
        {
          usage: "add <name>",
          summary: "create a key, and show it once; the history names its decisions key:NAME",
          flags: [
            [
              "--scopes <list>",
              `what the key may do, separated by commas: ${scopes.join(", ")}; or all`,
            ],
            ["--families <globs>", "for which families: fraud_*,greeting; default: all families"],
            ["--expires <when>", "after 90d or 12h, or at a date; default: never"],
            keepFlag,
          ],
          examples: [
            "keys add pipeline --scopes read,promote --env production",
            "keys add bob --scopes rollback --families 'product_*' --expires 90d",
          ],
          load: async () => (await import("../commands/keys/add.js")).keysAddCommand,
        },
        {
          usage: "list",
          summary: "show the keys: their scopes, families, expiry and last use",
          examples: ["keys list --env production"],
          load: async () => (await import("../commands/keys/list.js")).keysListCommand,
        },
        {
          usage: "rotate <key>",
          summary:
            "replace a key by a new one with the same rights; the old one remains valid for a while",
          flags: [
            ["--overlap <span>", "for how long the old key remains valid: 30m, 1d, 0; default: 1h"],
            keepFlag,
          ],
          examples: ["keys rotate pipeline --overlap 1d"],
          load: async () => (await import("../commands/keys/rotate.js")).keysRotateCommand,
        },
        {
          usage: "revoke <key>",
          summary:
            "revoke a key, given by its name or its id; a server may still accept it for 30 s",
          examples: ["keys revoke bob"],
          load: async () => (await import("../commands/keys/revoke.js")).keysRevokeCommand,
        },
      ],
    },
    {
      usage: "migrate",
      summary: "bring the store's schema up to date, and look after the call log",
      examples: ["migrate --env production"],
      load: async () => (await import("../commands/migrate.js")).migrateCommand,
    },
    {
      usage: "drill <family>",
      summary: "measure how fast a decision reaches every process; does not change what is served",
      flags: [
        ["--timeout <ms>", "how long to wait for the processes; default: 2000, at most 10000"],
        ["--reason <text>", "the reason, recorded in the history"],
      ],
      examples: ["drill fraud_score --env production", "drill fraud_score --timeout 5000"],
      load: async () => (await import("../commands/live/drill.js")).drillCommand,
    },
    {
      usage: "recover",
      summary:
        "after the store lost decisions: bring the store and every process to the same state",
      flags: [
        [
          "--keep <state>",
          "store: the state that the store has now; fleet: the state that the processes still serve",
        ],
        ["--reason <text>", "the reason, recorded in the history"],
      ],
      examples: [
        "recover --keep fleet --reason 'The replica lacked the last decisions' --env production",
      ],
      load: async () => (await import("../commands/live/recover.js")).recoverCommand,
    },
  ],
};
