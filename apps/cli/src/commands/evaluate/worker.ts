import { hostname } from "node:os";
import { PromptrailError } from "@promptrail/core";
import { withReleases } from "@promptrail/core/lifecycle";
import { evalQueue } from "@promptrail/evals/run";
import type { CommonOptions } from "../../command-scope.js";
import { workerDocument } from "../../documents/worker-document.js";
import { implementCommand } from "../../implement-command.js";
import { loadCliProject, openForWork, tellProblem } from "../../project/load-cli-project.js";
import { parseChoices, parseConcurrency, parseCount } from "../../project/parse-options.js";
import { requireForMany } from "../../project/sharing/open-queue.js";
import { waitForStore } from "../../project/sharing/wait-for-store.js";
import { type WorkerSettings, workUntilStopped } from "../../project/working/work-until-stopped.js";

interface WorkerOptions extends CommonOptions {
  readonly name?: string;
  readonly concurrency?: string;
  readonly queues?: string;
  readonly health?: string;
  readonly healthHost?: string;
}

export const workerCommand = implementCommand({
  documents: { worker: workerDocument },
  run: async (scope, _args, options: WorkerOptions) => {
    const settings = toSettings(options);
    const loaded = await loadCliProject(scope, { keepsCompiled: true });
    const { config } = loaded;
    requireForMany(scope, config, "`promptrail worker`");
    const report = await withReleases(async (keep) => {
      const promptrail = await waitForStore(
        () => openForWork(scope, loaded, settings.name),
        tellProblem(scope, config),
      );
      keep(() => promptrail.close());
      return workUntilStopped(scope, config, promptrail, settings);
    });
    const { ranges, answers, errors, given_back: givenBack } = report;
    return {
      text: `Stopped: ${answers} answers, ${errors} errors in ${ranges} ranges; ${givenBack} ranges given back.`,
      json: report,
    };
  },
});

const queues = [evalQueue] as const;

function toSettings(options: WorkerOptions): WorkerSettings {
  const { concurrency = "8", health, healthHost: host } = options;
  if (options.queues !== undefined) parseChoices(options.queues.split(","), queues, "--queues");
  if (host !== undefined && health === undefined) {
    throw new PromptrailError(
      "request_invalid",
      "--health-host needs a port: promptrail worker --health PORT --health-host ADDRESS.",
    );
  }
  const { name = `${hostname()}-${process.pid}` } = options;
  if (name.trim() === "") {
    throw new PromptrailError("request_invalid", "--name is empty. Write a name, or leave it out.");
  }
  return {
    name,
    concurrency: parseConcurrency(concurrency),
    health:
      health === undefined
        ? null
        : {
            host: host ?? "127.0.0.1",
            port: parseCount(health, "--health", { least: 0, most: 65_535 }),
          },
  };
}
