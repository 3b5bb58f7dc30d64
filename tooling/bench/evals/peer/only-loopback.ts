import { Socket } from "node:net";

// Preloaded into another tool: it reaches this machine and nothing else, whatever it would tell to whom.
const loopback: ReadonlySet<unknown> = new Set([undefined, "127.0.0.1", "::1", "localhost"]);
const connect: unknown = Reflect.get(Socket.prototype, "connect");
if (typeof connect !== "function") throw new Error("Node's sockets connect in another way.");

const connectHere = new Proxy(connect, {
  apply: (target, socket: Socket, parameters: readonly unknown[]): unknown => {
    const host = findHost(parameters);
    if (loopback.has(host)) return Reflect.apply(target, socket, parameters);
    const message = `${String(host)} is not this machine, and is not reached from here.`;
    // Whoever connects listens for errors once it has its socket.
    setImmediate(() => socket.destroy(new Error(message)));
    return socket;
  },
});
Object.assign(Socket.prototype, { connect: connectHere });

/** Of `(options)`, `(port, host)`, `(path)`, or the list of these that Node itself passes on; undefined where there is none. */
function findHost(parameters: readonly unknown[]): unknown {
  const [first, second] = parameters;
  if (Array.isArray(first)) return findHost(first);
  if (typeof first === "object" && first !== null) return "host" in first ? first.host : undefined;
  return typeof second === "string" ? second : undefined;
}
