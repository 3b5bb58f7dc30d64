import { parentPort, Worker, workerData } from "node:worker_threads";
import type { WorkerEnd, WorkerGuardData } from "./worker-messages.js";

// The thread that waits for a render is blocked, so that no event of the render worker reaches it.
// This thread is not: it tells the waiting one how the worker ended, through a port and the signal.
const { worker: renderData, workerFile, endPort, memoryMb } = workerData as WorkerGuardData;

const worker = new Worker(new URL(workerFile), {
  workerData: renderData,
  transferList: [renderData.port],
  env: {},
  argv: [],
  execArgv: [],
  resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 16 },
});
let reason: WorkerEnd["reason"] = "exit";

worker.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "ERR_WORKER_OUT_OF_MEMORY") reason = "memory";
});
worker.on("exit", (exitCode) => {
  const end: WorkerEnd = { reason, exitCode };
  endPort.postMessage(end);
  Atomics.add(renderData.signal, 0, 1);
  Atomics.notify(renderData.signal, 0);
  parentPort?.unref();
});
