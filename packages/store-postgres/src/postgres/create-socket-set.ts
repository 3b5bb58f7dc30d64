import { Socket } from "node:net";

/** How long a server may take to say goodbye. */
const graceMs = 1_000;

/** The sockets of some connections: `pg` waits for ever for a server that does not close its end. */
export interface SocketSet {
  /** For `pg`'s setting `stream`. */
  readonly create: () => Socket;
  /** Waits for connections that are being closed, then closes their sockets whatever the server does. */
  readonly closeAfter: (closing: Promise<unknown>) => Promise<void>;
}

export function createSocketSet(): SocketSet {
  const sockets = new Set<Socket>();
  return {
    create: () => {
      const socket = new Socket();
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
      return socket;
    },
    closeAfter: async (closing) => {
      const timer = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, graceMs);
      try {
        await closing;
      } finally {
        clearTimeout(timer);
        for (const socket of sockets) socket.destroy();
      }
    },
  };
}
