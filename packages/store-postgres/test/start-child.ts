import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { cheapWebAssembly } from "../../../tooling/test/run/cheap-web-assembly.ts";

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** What `hold-store.ts` says of its attempt. */
export interface Attempt {
  readonly opened: boolean;
  readonly code?: string;
  readonly message?: string;
}

export interface Child {
  readonly process: ChildProcess;
  readonly attempt: Promise<Attempt>;
  /** The exit code, or null after a signal. */
  readonly ended: Promise<number | null>;
}

/** Starts a real process that opens the embedded store of a project folder. */
export function startChild(mode: "hold" | "once", projectFolder: string): Child {
  const child = spawn(
    process.execPath,
    [
      [cheapWebAssembly, "--disable-warning=ExperimentalWarning"],
      ["--conditions=@promptrail/source"],
      [
        "--import",
        here("../../../tooling/test/source-resolution.ts"),
        here("hold-store.ts"),
        mode,
        projectFolder,
      ],
    ].flat(),
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = once(child, "exit").then(([code]): number | null => code as number | null);
  const lines = createInterface({ input: child.stdout });
  const attempt = once(lines, "line").then(([line]) => JSON.parse(String(line)) as Attempt);
  return { process: child, attempt, ended };
}
