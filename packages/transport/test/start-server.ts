import { createServer, type RequestListener } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { onTestFinished } from "vitest";

export interface TestServer {
  readonly url: string;
  /** Every socket that it was ever given, in order. */
  readonly sockets: readonly Socket[];
  close(): Promise<void>;
}

/** A real HTTP server on loopback, until the test's end. */
export async function startServer(listener: RequestListener): Promise<TestServer> {
  const sockets: Socket[] = [];
  const server = createServer({ keepAliveTimeout: 60_000 }, listener);
  server.on("connection", (socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onTestFinished(close);
  // A server that listens on a port has an address object.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, sockets, close };
}
