import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A way to a database that counts who takes it. */
export interface Tunnel {
  /** The database's URL through the tunnel. */
  readonly url: string;
  /** Connections so far, whatever the database made of them. */
  readonly accepted: () => number;
}

export async function startTunnel(target: string): Promise<Tunnel> {
  const url = new URL(target);
  const port = Number(url.port);
  const sockets = new Set<Socket>();
  let accepted = 0;
  const server = createServer((client) => {
    accepted += 1;
    const upstream = connect(port, url.hostname);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  server.listen({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The port is not known.");
  const own = new URL(target);
  own.port = String(address.port);
  return { url: own.href, accepted: () => accepted };
}
