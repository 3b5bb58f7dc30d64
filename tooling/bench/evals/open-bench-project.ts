import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import { type RunFigures, runFiguresSchema } from "./run-figures.ts";
import type { EvalUpstream } from "./start-eval-upstream.ts";
import { countPassing, writeDataset } from "./write-dataset.ts";

const runFile = promisify(execFile);
const scripts = {
  project: new URL("./evals-project.ts", import.meta.url),
  evaluate: new URL("./evaluate-process.ts", import.meta.url),
  bareLoop: new URL("./bare-loop-process.ts", import.meta.url),
};

/** A folder with a dataset, and the two ways to run it, each in a process of its own. */
export interface BenchProject {
  readonly cases: number;
  /** JSON Lines. */
  readonly dataset: string;
  readonly upstream: EvalUpstream;
  /** `evaluate`, so many times in one process; the figures of each. */
  readonly evaluate: (times?: number) => Promise<readonly [RunFigures, ...RunFigures[]]>;
  readonly bareLoop: () => Promise<RunFigures>;
  readonly close: () => Promise<void>;
}

export async function openBenchProject(
  upstream: EvalUpstream,
  cases: number,
  inFlight: number,
): Promise<BenchProject> {
  const folder = await mkdtemp(join(tmpdir(), "promptrail-bench-evals-"));
  const dataset = join(folder, "cases.jsonl");
  await writeDataset(dataset, cases);
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  const module = JSON.stringify(fileURLToPath(scripts.project));
  const config = `import { createEvalsProject } from ${module};
export default createEvalsProject(${JSON.stringify(upstream.baseUrl)}, ${JSON.stringify(dataset)});
`;
  await writeFile(join(folder, "promptrail.config.ts"), config);
  const run = async (script: URL, ...parameters: readonly string[]) => {
    // Of this process's variables only what finds programs.
    const { PATH } = process.env;
    const args = [fileURLToPath(script), ...parameters];
    const { stdout } = await runFile(process.execPath, args, { env: { PATH } });
    return readFigures(stdout, cases);
  };
  return {
    cases,
    dataset,
    upstream,
    evaluate: (times = 1) => run(scripts.evaluate, folder, String(inFlight), String(times)),
    bareLoop: async () => {
      const parameters = [upstream.baseUrl, dataset, folder, String(inFlight)];
      const [figures] = await run(scripts.bareLoop, ...parameters);
      return figures;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A line for each run. A run whose calls fail is a quick one, so that it must have the results that it should. */
function readFigures(printed: string, cases: number): readonly [RunFigures, ...RunFigures[]] {
  const lines = printed.trim().split("\n");
  const runs = runsSchema.parse(lines.map((line): unknown => JSON.parse(line)));
  const passing = countPassing(cases);
  for (const { cases: ran, passed } of runs) {
    if (ran === cases && passed === passing) continue;
    throw new Error(`Of ${cases} cases ${ran} ran and ${passed} passed; ${passing} should have.`);
  }
  return runs;
}

const runsSchema = z.tuple([runFiguresSchema]).rest(runFiguresSchema);
