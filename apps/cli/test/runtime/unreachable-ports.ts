import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { onTestFinished } from "vitest";

/** A port that was free a moment ago: a connection is refused. */
export async function findClosedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, "close");
  return port;
}

/** A port whose server accepts and says nothing. */
export async function startSilentServer(): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return listen(server);
}

const listener = `
  const server = require("node:net").createServer();
  server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => console.log(server.address().port));`;

/** A port whose server is stopped and whose queue is full: the system drops each further SYN. */
export async function startBlackhole(): Promise<number> {
  const child = spawn(process.execPath, ["-e", listener], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines = createInterface({ input: child.stdout });
  const port = await new Promise<number>((resolve) => {
    lines.once("line", (line) => resolve(Number(line)));
  });
  child.kill("SIGSTOP");
  await fillQueue(port, child);
  return port;
}

async function fillQueue(port: number, child: ChildProcess): Promise<void> {
  const patienceMs = 300;
  for (let count = 0; count < 32; count += 1) {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    onTestFinished(() => void socket.destroy());
    const answered = once(socket, "connect").then(() => true);
    if (!(await Promise.race([answered, delay(patienceMs, false)]))) return;
  }
  child.kill("SIGKILL");
  throw new Error("The queue takes every connection.");
}

async function listen(server: Server): Promise<number> {
  server.listen({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The port is not known.");
  return address.port;
}
