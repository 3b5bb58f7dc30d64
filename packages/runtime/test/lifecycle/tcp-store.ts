import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { memory, PromptrailError, type Store } from "@promptrail/core";
import { onTestFinished } from "vitest";

/** A store behind a real connection: it is open once the other side has said a word. */
export function tcpStore(port: number, inner: Store = memory()): Store {
  return {
    description: `tcp 127.0.0.1:${port}`,
    migrate: async () => [],
    open: async (settings) => {
      const socket = connect(port, "127.0.0.1");
      // A test that ends must not wait for an answer that never comes.
      socket.unref();
      onTestFinished(() => void socket.destroy());
      try {
        await once(socket, "data");
      } catch (error) {
        throw new PromptrailError(
          "store_unavailable",
          `Nothing answers on port ${port}. Start the database.`,
          {},
          error,
        );
      }
      return inner.open(settings);
    },
  };
}

/** A server that accepts and says `greeting`, or nothing. */
export async function startListener(port: number, greeting: string | null): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    if (greeting !== null) socket.write(greeting);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return listen(server, port);
}

/** A port that was free a moment ago: a connection is refused. */
export async function findClosedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0);
  server.close();
  await once(server, "close");
  return port;
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen({ port, host: "127.0.0.1" });
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The port is not known.");
  return address.port;
}
