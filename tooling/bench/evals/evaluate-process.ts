import { join } from "node:path";
import { keepCompiled, shareCompiled } from "../../../apps/cli/src/node/keep-compiled.ts";
import { prepareForRun, startAnew } from "../../../apps/cli/src/node/prepare-for-run.ts";

// As the command does: first this, and then all that is to be loaded.
startAnew();
prepareForRun();
const { loadConfig } = await import("@promptrail/config");
const { memory } = await import("@promptrail/core");
const { evaluate, formatProgress, openEvalWorkers } = await import("@promptrail/evals/run");
const { createPromptrail } = await import("@promptrail/runtime");
const { asked } = await import("./evals-project.ts");
const { tellFigures } = await import("./run-figures.ts");

/**
 * `promptrail eval` on a project that was never deployed, without what it prints: every suite runs so many times, and
 * each time asks for every answer.
 */
const [folder = "", inFlight = "", times = ""] = process.argv.slice(2);
const { family } = asked;
keepCompiled(join(folder, "promptrail.config.ts"));
const { file, config } = await loadConfig(folder);
const promptrail = await createPromptrail(
  { ...config, families: { [family]: { gate: "none" } }, store: memory() },
  { keepsCalls: false },
);
shareCompiled();
const workers = openEvalWorkers({
  file: new URL("../../../apps/cli/dist/eval-worker.js", import.meta.url),
  workerData: { config: file },
});

for (let time = 0; time < Number(times); time += 1) {
  const start = performance.now();
  const { run } = await evaluate(
    {
      suites: promptrail.suites,
      resolve: (name, version) => promptrail.resolve(name, version).version,
      run: ({ version }, testCase, { signal }) =>
        promptrail.evaluate(family, version, testCase.context, { signal, ofCase: testCase }),
      isPriced: () => true,
      evidence: null,
    },
    {
      family,
      actor: "bench",
      concurrency: Number(inFlight),
      evaluator: workers,
      answersFolder: join(folder, ".promptrail", "evals"),
      fresh: true,
      onProgress: (progress) => {
        const { done, total } = progress;
        // As a command does whose progress goes to a file: a line at each tenth.
        if (done % Math.ceil(total / 10) === 0)
          process.stderr.write(`${formatProgress(progress)}\n`);
      },
    },
  );
  const ms = performance.now() - start;
  let passed = 0;
  for (const result of run.results) {
    if ("trials" in result && result.trials.every((trial) => trial.passed === true)) passed += 1;
  }
  tellFigures({ ms, cases: run.results.length, passed });
}
await workers.close();
await promptrail.close();
