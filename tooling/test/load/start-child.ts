import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

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
  const ended = once(child, "exit");
  const early = ended.then(() => Promise.reject(new Error(`${script.pathname} ended early.`)));
  early.catch(() => {});
  const [message]: unknown[] = await Promise.race([once(child, "message"), early]);
  return {
    child,
    message,
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
