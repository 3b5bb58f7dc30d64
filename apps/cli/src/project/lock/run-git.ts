import { execFile } from "node:child_process";
import { PromptrailError } from "@promptrail/core";

const mostBytes = 64 * 1024 * 1024;

export interface GitRun {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs git in a folder, in English, with any exit code.
 *
 * @throws PromptrailError `not_supported` where there is no git.
 */
export function runGit(folder: string, ...args: readonly string[]): Promise<GitRun> {
  const environment = { ...process.env, LC_ALL: "C" };
  return new Promise((resolve, reject) => {
    execFile(
      "git",
      args,
      { cwd: folder, env: environment, maxBuffer: mostBytes },
      (error, out, err) => {
        if (error === null) resolve({ exitCode: 0, out, err });
        else if (typeof error.code === "number") resolve({ exitCode: error.code, out, err });
        else reject(withoutGit(error));
      },
    );
  });
}

function withoutGit(cause: Error): PromptrailError {
  return new PromptrailError(
    "not_supported",
    `git could not be run (${cause.message}), but it is needed to read the lock file of another commit. Install git, or leave out --against.`,
    {},
    cause,
  );
}
