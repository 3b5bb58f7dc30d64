import { isStoreLost } from "@promptrail/store-postgres";
import type { CommonOptions } from "../command-scope.js";
import { serveDocument } from "../documents/project-documents.js";
import { implementCommand } from "../implement-command.js";
import { withPromptrail } from "../project/load-cli-project.js";
import { parseCount } from "../project/parse-options.js";
import { serveUntilStopped } from "../project/serving/serve-until-stopped.js";

interface ServeOptions extends CommonOptions {
  readonly host?: string;
  readonly port?: string;
  readonly grace?: string;
  readonly trustedProxy?: string;
}

export const serveCommand = implementCommand({
  documents: { serve: serveDocument },
  run: async (scope, _args, options: ServeOptions) => {
    const { host = "127.0.0.1", port = "7070", grace, trustedProxy } = options;
    const listening = {
      host,
      port: parseCount(port, "--port", { least: 0, most: 65_535 }),
      ...(grace === undefined ? {} : { graceMs: 1_000 * parseCount(grace, "--grace", graces) }),
      trustedProxies: trustedProxy?.split(",") ?? [],
    };
    const lost = new AbortController();
    const serving = withPromptrail(
      scope,
      (promptrail, loaded) =>
        serveUntilStopped({ scope, promptrail, loaded, listening, lost: lost.signal }),
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
    return { text: "Stopped.", json: { stopped: true as const } };
  },
});

/** A day: a timer of more than 24 days would end at once. */
const graces = { least: 0, most: 86_400 };

/** An engine that may not be closed any more has timers, which would keep the process. */
function endSoon(): void {
  setTimeout(() => process.exit(), 1_000).unref();
}
