import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { listChildren } from "../../../../tooling/test/list-children.ts";
import { cheapWebAssembly } from "../../../../tooling/test/run/cheap-web-assembly.ts";

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** What `deciding-process.ts` says. */
interface Answer {
  readonly opened?: boolean;
  readonly decided?: boolean;
  readonly code?: string;
  readonly message?: string;
  readonly lost?: boolean;
}

export interface Decider {
  /** How its opening went. */
  readonly opening: Promise<Answer>;
  /** Takes the first decision of a family. */
  decide(family: string): Promise<Answer>;
  signal(name: NodeJS.Signals): void;
  /** It closes its store. */
  finish(): Promise<void>;
  kill(): Promise<void>;
}

/** Shell commands that a process finds done, in mounts and process numbers of its own. */
export interface Container {
  readonly setUp: readonly string[];
  /** Default: true. */
  readonly ownNumbers?: boolean;
}

/** Starts a real process on the store of a project folder, where it is asked for in a container. */
export function startDecider(projectFolder: string, container?: Container): Decider {
  const command = [
    ...[process.execPath, cheapWebAssembly, "--disable-warning=ExperimentalWarning"],
    ...["--conditions=@promptrail/source", "--import"],
    ...[here("../../../../tooling/test/source-resolution.ts"), here("../deciding-process.ts")],
    projectFolder,
  ];
  const [program = "", ...args] = container === undefined ? command : contain(container, command);
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Answer> => {
    const { value } = await lines.next();
    return JSON.parse(String(value)) as Answer;
  };
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  onTestFinished(kill);
  return {
    opening: next(),
    decide: (family) => {
      child.stdin.write(`${family}\n`);
      return next();
    },
    signal: (name) => void process.kill(findInnermost(child), name),
    finish: async () => {
      child.stdin.end();
      await ended;
    },
    kill,
  };
}

function contain({ setUp, ownNumbers = true }: Container, command: readonly string[]) {
  const numbers = ownNumbers ? ["--pid", "--fork", "--kill-child", "--mount-proc"] : [];
  const script = [...setUp, 'exec "$@"'].join(" && ");
  return ["unshare", "--mount", ...numbers, "sh", "-c", script, "sh", ...command];
}

/** `unshare` waits for the process that it started. */
function findInnermost({ pid = 0 }: ChildProcess): number {
  const [child] = listChildren(pid);
  return child ?? pid;
}

/** Why containers cannot be made here; empty where they can. */
export function findContainerLack(): string {
  const [program = "", ...args] = contain({ setUp: ["mount -t tmpfs none /mnt"] }, ["true"]);
  try {
    execFileSync(program, args, { stdio: "pipe" });
    return "";
  } catch (error) {
    return `unshare cannot make mounts and process numbers here: ${error instanceof Error ? error.message.trim() : String(error)}`;
  }
}
