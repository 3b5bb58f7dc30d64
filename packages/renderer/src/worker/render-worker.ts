import { workerData } from "node:worker_threads";
import { importOwnCode } from "../own/import-own-code.js";
import { answerRequest } from "./answer-request.js";
import { toErrorReply } from "./error-reply.js";
import type { RenderWorkerData, WorkerReply, WorkerRequest } from "./worker-messages.js";

const { port, signal, filterModules } = workerData as RenderWorkerData;

function reply(message: WorkerReply): void {
  port.postMessage(message);
  Atomics.add(signal, 0, 1);
  Atomics.notify(signal, 0);
}

try {
  const answer = answerRequest(await importOwnCode(filterModules));
  port.on("message", (request: WorkerRequest) => {
    const message = answer(request);
    if (message !== null) reply(message);
  });
  reply({ type: "ready" });
} catch (error) {
  reply(toErrorReply(error));
}
