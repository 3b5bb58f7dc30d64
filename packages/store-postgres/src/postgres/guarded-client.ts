import type { Duplex } from "node:stream";
import { isError } from "@promptrail/core/errors";
import { Client, type ClientConfig, Connection } from "pg";

/**
 * `pg` reads a server's words inside of a socket's event and throws what it cannot read, such as a way to sign in
 * that it lacks (GSSAPI): nobody could catch that, and the process would end. Here the connection ends.
 */
export class GuardedClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    const connection: unknown = Reflect.get(this, "connection");
    if (!(connection instanceof Connection)) return;
    guardReading(connection.stream);
    // Behind TLS it is another stream.
    connection.once("sslconnect", () => guardReading(connection.stream));
  }
}

function guardReading(stream: Duplex): void {
  const emit = stream.emit.bind(stream);
  stream.emit = (event: string | symbol, ...values: unknown[]) => {
    if (event !== "data") return emit(event, ...values);
    try {
      return emit(event, ...values);
    } catch (error) {
      stream.destroy(isError(error) ? error : new Error(String(error)));
      return true;
    }
  };
}
