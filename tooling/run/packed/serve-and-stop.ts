import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustPrint } from "./must-print.ts";
import type { OutsideProject } from "./outside-project.ts";
import { readExamples } from "./run-example.ts";

const runners = { npm: ["npx"], pnpm: ["pnpm", "exec"] } as const;

/**
 * Serves with the package manager's own runner, runs the examples of the client and of the CLI, and ends the
 * server by Ctrl-C, which a terminal sends to each of its processes.
 */
export async function serveAndStop(project: OutsideProject, key: string): Promise<void> {
  const server = project.start([...runners[project.manager], "promptrail", "serve", "--port", "0"]);
  let output = "";
  const { promise: url, resolve, reject } = Promise.withResolvers<string>();
  const read = (piece: string) => {
    output += piece;
    const found = /serves development on (\S+)\n/.exec(output)?.[1];
    if (found !== undefined) resolve(found);
  };
  server.stdout?.setEncoding("utf8").on("data", read);
  server.stderr?.setEncoding("utf8").on("data", read);
  // Its output ends with the last process that has it.
  const closed = once(server, "close");
  void closed.then(() => reject(new Error(`The server did not start:\n${output}`)));
  const signal = (name: NodeJS.Signals) => {
    if (server.pid !== undefined) process.kill(-server.pid, name);
  };
  try {
    await runExamples(project, { PROMPTRAIL_SERVER: await url, PROMPTRAIL_KEY: key });
    signal("SIGINT");
    await closed;
  } catch (error) {
    signal("SIGKILL");
    throw error;
  }
  mustPrint(output, /^Stopped\.$/m, "a server after Ctrl-C");
  if (/^\s+at |Error:/m.test(output)) throw new Error(`A stopped server printed:\n${output}`);
}

async function runExamples(
  { folder, run }: OutsideProject,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  for (const page of ["packages/client/README.md", "apps/cli/README.md"]) {
    for (const [index, example] of readExamples(page).entries()) {
      writeFileSync(join(folder, "example.ts"), example);
      const printed = await run(["node", "example.ts"], { environment });
      mustPrint(printed, /ticket_summary_v1/, `example ${index + 1} of ${page}`);
    }
  }
}
