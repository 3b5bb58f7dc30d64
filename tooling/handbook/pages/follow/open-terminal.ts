import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";

export interface TerminalRun {
  readonly exitCode: number;
  /** Standard output and standard error, as a reader sees them. */
  readonly output: string;
}

/** A shell that stays open: variables, jobs and the folder are those of the commands before. */
export interface FollowedTerminal {
  readonly run: (line: string) => Promise<TerminalRun>;
  /** Ends the shell and all that it started. */
  readonly close: () => void;
}

/** Opens a shell in a folder, with these variables alone. */
export function openTerminal(
  folder: string,
  environment: Readonly<Record<string, string>>,
): FollowedTerminal {
  // A group of its own, so that what it leaves in the background ends with it.
  const shell = spawn("bash", ["--noprofile", "--norc"], {
    cwd: folder,
    env: environment,
    detached: true,
    stdio: ["pipe", "pipe", "ignore"],
  });
  let output = "";
  let look = (): void => {};
  let end = (): void => {};
  shell.once("close", () => end());
  shell.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    look();
  });
  shell.stdin.write("exec 2>&1\n");
  return {
    run: (line) =>
      new Promise((resolve, reject) => {
        const mark = randomUUID();
        const last = new RegExp(`\\n?${mark} (\\d+)\\n`);
        output = "";
        look = () => {
          const found = last.exec(output);
          if (found === null) return;
          resolve({ exitCode: Number(found[1]), output: output.slice(0, found.index) });
        };
        end = () => reject(new Error(`The shell ended at: ${line}`));
        shell.stdin.write(`${line}\nprintf '\\n%s %s\\n' ${mark} $?\n`);
      }),
    close: () => {
      if (shell.pid !== undefined && shell.exitCode === null) process.kill(-shell.pid, "SIGTERM");
    },
  };
}
