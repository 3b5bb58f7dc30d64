/**
 * A process that runs one command line after the other, each as the bin's own process would: with its arguments, its
 * folder, its output and its exit code, and to where nothing is left that would keep a process. Loading Promptrail is
 * most of what a short command computes, and this process does it once.
 */
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";

export interface HostedCommand {
  readonly folder: string;
  /** Absolute path of the bin. */
  readonly bin: string;
  readonly args: readonly string[];
  /** Written to both outputs where the command's own ends. */
  readonly endMark: string;
}

type Listeners = ReadonlyMap<string | symbol, readonly unknown[]>;

const repository = new URL("../../../../", import.meta.url).href;
const emitters = [process, process.stdout, process.stderr] as const;
let runs = 0;

/** A module that is the project's own is loaded by each command: its file may be another one now. */
registerHooks({
  resolve: (specifier, context, nextResolve) => {
    const resolved = nextResolve(specifier, context);
    const { url } = resolved;
    const isOwn = url.startsWith("file:") && !url.includes("/node_modules/");
    if (!isOwn || url.startsWith(repository)) return resolved;
    return { ...resolved, url: `${url}${url.includes("?") ? "&" : "?"}run=${runs}` };
  },
});

// Also in the middle of a command: whoever asked for it is gone.
process.on("disconnect", () => process.exit());
process.on("message", (command: HostedCommand) => void run(command));

async function run({ folder, bin, args, endMark }: HostedCommand): Promise<void> {
  const listeners = emitters.map(readListeners);
  runs += 1;
  process.chdir(folder);
  process.argv = [process.execPath, bin, ...args];
  process.once("beforeExit", () => {
    const exitCode = Number(process.exitCode ?? 0);
    emitters.forEach((emitter, index) => {
      endListeners(emitter, listeners[index] ?? new Map(), exitCode);
    });
    process.exitCode = undefined;
    process.channel?.ref();
    process.stdout.write(endMark);
    process.stderr.write(endMark);
    process.send?.(exitCode);
  });
  // From here on the process would end where the command has nothing left to do.
  process.channel?.unref();
  await import(`${pathToFileURL(bin).href}?run=${runs}`);
}

function readListeners(emitter: NodeJS.EventEmitter): Listeners {
  return new Map(emitter.eventNames().map((name) => [name, emitter.rawListeners(name)] as const));
}

/** Ends what a command listens to, after what it does where its process ends. */
function endListeners(emitter: NodeJS.EventEmitter, before: Listeners, exitCode: number): void {
  for (const name of emitter.eventNames()) {
    for (const listener of emitter.rawListeners(name)) {
      if (before.get(name)?.includes(listener) === true) continue;
      if (emitter === process && name === "exit") Reflect.apply(listener, process, [exitCode]);
      emitter.removeListener(name, listener as (...args: unknown[]) => void);
    }
  }
}
