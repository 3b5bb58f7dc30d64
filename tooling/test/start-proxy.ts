import { connect, createServer, type Socket } from "node:net";
import { createNotificationFilter, type NotificationTally } from "./notification-filter.ts";

/** A TCP proxy before a database, which can misbehave as networks do. */
export interface DatabaseProxy {
  /** The database's URL through the proxy. */
  readonly url: string;
  /** How many notifications came from the database, and how many of them were swallowed. */
  readonly notifications: Readonly<NotificationTally>;
  /** How many connections it has taken so far. */
  readonly accepted: () => number;
  /** Keeps every connection open and forwards nothing, old or new. */
  freeze(): void;
  /** The same for the connections that are open now; new ones work. */
  freezeOpen(): void;
  thaw(): void;
  /** Cuts every connection. */
  cut(): void;
  /** Swallows notifications from now on. */
  swallowNotifications(): void;
  /** Sends new connections to another server. */
  redirect(target: string): void;
  close(): Promise<void>;
}

/** Small messages would wait for an acknowledgement, 40 ms each. */
const withoutDelay = { noDelay: true } as const;

export async function startProxy(target: string): Promise<DatabaseProxy> {
  const sockets = new Set<Socket>();
  const notifications = { seen: 0, swallowed: 0, isSwallowing: false };
  let upstreamUrl = new URL(target);
  let accepted = 0;
  let isFrozen = false;
  const server = createServer(withoutDelay, (client) => {
    accepted += 1;
    const { port, hostname: host } = upstreamUrl;
    const upstream = connect({ ...withoutDelay, host, port: Number(port) });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        (socket === client ? upstream : client).destroy();
      });
    }
    client.pipe(upstream).pipe(createNotificationFilter(notifications)).pipe(client);
    if (isFrozen) pause(client, upstream);
  });
  const url = new URL(target);
  url.port = String(await listen(server));
  return {
    url: url.href,
    notifications,
    accepted: () => accepted,
    freeze: () => {
      isFrozen = true;
      pause(...sockets);
    },
    freezeOpen: () => pause(...sockets),
    thaw: () => {
      isFrozen = false;
      for (const socket of sockets) socket.resume();
    },
    cut: () => destroy(sockets),
    swallowNotifications: () => {
      notifications.isSwallowing = true;
    },
    redirect: (other) => {
      upstreamUrl = new URL(other);
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      destroy(sockets);
      await closed;
    },
  };
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new TypeError("No port was bound.");
  return address.port;
}

function pause(...sockets: readonly Socket[]): void {
  for (const socket of sockets) socket.pause();
}

function destroy(sockets: Iterable<Socket>): void {
  for (const socket of sockets) socket.destroy();
}
