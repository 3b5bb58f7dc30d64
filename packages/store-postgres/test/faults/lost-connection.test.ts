import { createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createPostgresPool } from "../../src/postgres/create-postgres-pool.js";
import { statusLimit } from "../../src/sql/limits.js";

/** A message of the server: its type, and a length that counts itself. */
function message(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(4 + body.length);
  return Buffer.concat([Buffer.from(type), length, body]);
}

const authenticated = message("R", Buffer.alloc(4));
const ready = message("Z", Buffer.from("I"));
const ended = message("E", Buffer.from("SFATAL\0VFATAL\0C57P01\0Mending\0\0"));

/** A server that lets everyone in and ends the session in the same packet, as at a shutdown. */
async function startEndingServer(): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    socket.once("data", () => socket.end(Buffer.concat([authenticated, ready, ended])));
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

// An error event that nobody hears ends the process: it would fail the run of this file.
test("a session that is ended in the packet that begins it fails its statement alone", async () => {
  const url = `postgres://ada@127.0.0.1:${await startEndingServer()}/promptrail`;
  const settings = { url, directUrl: url, maxConnections: 1, description: "ending" };
  const pool = createPostgresPool(settings);
  for (const _attempt of [1, 2]) {
    const asked = pool.query("select 1", [], statusLimit);
    await expect(asked).rejects.toMatchObject({ code: "store_unavailable" });
  }
  await pool.close();
});
