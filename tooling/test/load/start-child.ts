import { type ChildProcess, fork } from "node:child_process";

export interface StartedChild {
  readonly child: ChildProcess;
  /** The first message that it sent. */
  readonly message: unknown;
  readonly stop: () => Promise<void>;
}

/** Starts a script that says when it is ready, and ends when its parent disconnects. */
export async function startChild(
  script: URL,
  parameters: readonly string[] = [],
): Promise<StartedChild> {
  const child = fork(script, parameters, { execArgv: [] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const first = new Promise<unknown>((resolve) => child.once("message", resolve));
  const early = ended.then(() => Promise.reject(new Error(`${script.pathname} ended early.`)));
  early.catch(() => {});
  return {
    child,
    message: await Promise.race([first, early]),
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
