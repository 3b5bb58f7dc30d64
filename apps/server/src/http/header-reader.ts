import type { IncomingMessage } from "node:http";

/** A header by its name, in letters of either case; undefined where it was not sent. */
export type HeaderReader = (name: string) => string | undefined;

/** From Node's own message: the web's Request around it makes headers for each. */
export function toHeaderReader({ headers }: IncomingMessage): HeaderReader {
  return (name) => {
    const value = headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join(", ") : value;
  };
}
