import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A TCP proxy before a server, which can misbehave as networks do. */
export interface ServerProxy {
  /** The server's URL through the proxy. */
  readonly url: string;
  /** Connections keep open and forward nothing, if what their client sent begins so. */
  swallow(start: string): void;
  /** Cuts every connection that is open. */
  cut(): void;
}

interface Link {
  readonly client: Socket;
  readonly upstream: Socket;
  /** What the client asked last: `GET /v1/events HTTP/1.1`. */
  asked: string;
}

export async function startProxy(target: string): Promise<ServerProxy> {
  const { hostname, port } = new URL(target);
  const links = new Set<Link>();
  let swallowed: string | null = null;
  const server = createServer((client) => {
    const link: Link = { client, upstream: connect(Number(port), hostname), asked: "" };
    const { upstream } = link;
    const isSwallowed = () => swallowed !== null && link.asked.startsWith(swallowed);
    links.add(link);
    for (const [socket, other] of [[client, upstream] as const, [upstream, client] as const]) {
      socket.on("error", () => {});
      socket.on("close", () => {
        links.delete(link);
        other.destroy();
      });
    }
    client.on("data", (bytes) => {
      link.asked = bytes.toString("latin1");
      if (!isSwallowed()) upstream.write(bytes);
    });
    upstream.on("data", (bytes) => {
      if (!isSwallowed()) client.write(bytes);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const cut = () => {
    for (const { client, upstream } of links) {
      client.destroy();
      upstream.destroy();
    }
  };
  onTestFinished(async () => {
    cut();
    server.close();
    await once(server, "close");
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("It listens on a port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    swallow: (start) => {
      swallowed = start;
    },
    cut,
  };
}
