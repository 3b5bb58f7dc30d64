import { type ChildProcess, spawn } from "node:child_process";
import { dirname, relative } from "node:path";
import type { ExitCode } from "../../exit-code.js";
import type { Terminal } from "../../terminal.js";
import { withStopSignals } from "../stop-signal.js";
import { watchProject } from "./watch-project.js";

interface RunOnChangeSettings {
  readonly terminal: Terminal;
  /** The config's file. */
  readonly config: string;
  /** The command line that is run, without the program's name. */
  readonly words: readonly string[];
  /** Files that each run writes. */
  readonly outputs: readonly string[];
}

/**
 * Runs this program's command line now and after each change of the project's files, in a process of its own, which reads them
 * as they are then. A run that a change overtakes is stopped first: what is running is finished and kept. Until Ctrl-C.
 *
 * @returns the exit code of the last run that came to its end; 1 where none did.
 */
export function runOnChange(settings: RunOnChangeSettings): Promise<ExitCode> {
  const { terminal, config, words, outputs } = settings;
  const projectFolder = dirname(config);
  return withStopSignals(
    () =>
      terminal.err("\nStopping after the running calls; press Ctrl-C again to stop them now.\n"),
    async ({ stop, abandon }) => {
      const waiting = () => terminal.err("\nWaiting for a change; press Ctrl-C to end.\n");
      const runs = new Runs(words, waiting);
      const close = await watchProject({
        config,
        outputs,
        onChange: (file) => {
          terminal.err(`\n${relative(projectFolder, file)} was changed.\n`);
          runs.begin();
        },
      });
      runs.begin();
      await once(stop);
      abandon.addEventListener("abort", () => runs.interrupt(), { once: true });
      await close();
      return runs.end();
    },
  );
}

function once(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** One run at a time; what is asked for meanwhile begins once it has ended. */
class Runs {
  readonly #words: readonly string[];
  readonly #onWaiting: () => void;
  #child: ChildProcess | null = null;
  #ended: Promise<void> = Promise.resolve();
  #isWanted = false;
  #isStopping = false;
  #exitCode: ExitCode = 1;

  /** @param onWaiting Told where a run has ended and nothing else is to be run. */
  constructor(words: readonly string[], onWaiting: () => void) {
    this.#words = words;
    this.#onWaiting = onWaiting;
  }

  begin(): void {
    if (this.#isStopping) return;
    this.#isWanted = true;
    if (this.#child === null) this.#ended = this.#run();
    else this.interrupt();
  }

  /** As Ctrl-C does; twice, what is running is cut. */
  interrupt(): void {
    this.#child?.kill("SIGINT");
  }

  async end(): Promise<ExitCode> {
    this.#isStopping = true;
    this.#isWanted = false;
    // A Ctrl-C of a terminal has reached it already, and the same one twice is one.
    this.interrupt();
    await this.#ended;
    return this.#exitCode;
  }

  async #run(): Promise<void> {
    while (this.#isWanted) {
      this.#isWanted = false;
      const code = await this.#runOnce();
      if (this.#isWanted) continue;
      this.#exitCode = code ?? this.#exitCode;
      if (!this.#isStopping) this.#onWaiting();
    }
  }

  #runOnce(): Promise<ExitCode | null> {
    const [program = ""] = process.argv.slice(1);
    const child = spawn(process.execPath, [...process.execArgv, program, ...this.#words], {
      stdio: "inherit",
    });
    this.#child = child;
    return new Promise((resolve) => {
      const end = (code: number | null) => {
        this.#child = null;
        resolve(code === 0 || code === 1 || code === 2 || code === 3 ? code : null);
      };
      child.once("error", () => end(3));
      child.once("exit", end);
    });
  }
}
