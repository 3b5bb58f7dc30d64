import { isStoreLost } from "@promptrail/store-postgres";
import { addCommand, type CommandHost } from "../add-command.js";
import type { CommonOptions } from "../command-scope.js";
import { serveUntilStopped } from "../project/live/serve-until-stopped.js";
import { withPromptrail } from "../project/load-cli-project.js";
import { parseCount } from "../project/parse-number.js";

interface ServeOptions extends CommonOptions {
  readonly host?: string;
  readonly port?: string;
}

export function addServe(host: CommandHost): void {
  addCommand<ServeOptions>(host, {
    usage: "serve",
    summary: "run the server; the store is the config's, else DATABASE_URL, else embedded",
    flags: [
      ["--host <address>", "default: 127.0.0.1"],
      ["--port <n>", "default: 7070; 0 takes a free one"],
    ],
    run: async (scope, _args, { host: address = "127.0.0.1", port = "7070" }) => {
      const number = parseCount(port, "--port", 0);
      const lost = new AbortController();
      const serving = withPromptrail(
        scope,
        (promptrail, loaded) => {
          const settings = { scope, promptrail, loaded, host: address, port: number };
          return serveUntilStopped({ ...settings, lost: lost.signal });
        },
        {
          role: "server",
          onProblem: (error) => {
            if (isStoreLost(error)) lost.abort(error);
          },
        },
      );
      await serving.catch((error: unknown) => {
        if (isStoreLost(error)) endSoon();
        throw error;
      });
      return { text: "Stopped.", json: { stopped: true } };
    },
  });
}

/** An engine that may not be closed any more has timers, which would keep the process. */
function endSoon(): void {
  setTimeout(() => process.exit(), 1_000).unref();
}
