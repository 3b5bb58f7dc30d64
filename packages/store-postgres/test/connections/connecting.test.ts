import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test, vi } from "vitest";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { postgres } from "../../src/postgres.js";

const folder = mkdtempSync(join(tmpdir(), "promptrail-connecting-"));
const fileOf = (name: string) => join(folder, name);

beforeAll(() => {
  for (const name of ["one", "other"]) {
    const files = ["-out", fileOf(`${name}.crt`), "-keyout", fileOf(`${name}.key`)];
    execFileSync(
      "openssl",
      ["req", "-new", "-x509", "-days", "1", "-nodes", "-subj", "/CN=localhost", ...files],
      { stdio: "ignore" },
    );
  }
  writeFileSync(fileOf("garbage.pem"), "no certificate");
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A server that treats each connection so. */
async function listen(onSocket: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new TypeError("It has a port.");
  return address.port;
}

const open = (url: string) => postgres(url).open({ environment: "e", projectFolder: folder });

/** Says yes to TLS, as PostgreSQL does, and then this. */
const afterYes = (then: (socket: Socket) => void) => (socket: Socket) => {
  socket.once("data", () => {
    socket.write("S");
    then(socket);
  });
};

const withCertificate = afterYes((socket) => {
  const cert = readFileSync(fileOf("one.crt"));
  const key = readFileSync(fileOf("one.key"));
  new TLSSocket(socket, { isServer: true, cert, key }).on("error", () => {});
});

/** Asks to sign in by GSSAPI. */
const asksForTickets = (socket: Socket) =>
  socket.once("data", () => socket.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 7])));

const outages: readonly [
  what: string,
  onSocket: (socket: Socket) => void,
  parameters: () => string,
  reason: RegExp,
][] = [
  [
    "a certificate that signed itself",
    withCertificate,
    () => "sslmode=verify-full",
    /signed itself/,
  ],
  [
    "a certificate of another host",
    withCertificate,
    () => `sslmode=verify-full&sslrootcert=${fileOf("one.crt")}`,
    /made for another host/,
  ],
  [
    "no TLS behind the yes",
    afterYes((socket) => socket.once("data", () => socket.write("this is no TLS at all"))),
    () => "sslmode=no-verify",
    /TLS handshake/,
  ],
  [
    "an HTTP server, asked for TLS",
    (socket) => socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
    () => "sslmode=no-verify",
    /no PostgreSQL server/,
  ],
  [
    "no TLS",
    (socket) => socket.once("data", () => socket.end("N")),
    () => "sslmode=verify-full",
    /speak TLS/,
  ],
  ["a hang-up", (socket) => socket.once("data", () => socket.destroy()), () => "", /cut/],
  [
    "a way to sign in that the driver lacks",
    asksForTickets,
    () => "",
    /connection failed \(Unknown authenticationOk message type 7\)/,
  ],
  [
    "the same behind TLS",
    afterYes((socket) => {
      const files = { cert: readFileSync(fileOf("one.crt")), key: readFileSync(fileOf("one.key")) };
      const secured = new TLSSocket(socket, { isServer: true, ...files });
      asksForTickets(secured.on("error", () => {}));
    }),
    () => "sslmode=no-verify",
    /connection failed \(Unknown authenticationOk message type 7\)/,
  ],
];

test.each(outages)("%s is an outage that says why", async (_what, onSocket, parameters, reason) => {
  const port = await listen(onSocket);
  const asking = open(`postgres://ada:secret-word@127.0.0.1:${port}/d?${parameters()}`);
  await expect(asking).rejects.toMatchObject({
    code: "store_unavailable",
    message: expect.stringMatching(reason),
  });
  await expect(asking).rejects.not.toThrow("secret-word");
});

test("a socket that is not there is an outage, also in a URL without a host", async () => {
  await expect(open(`postgresql://ada:secret@/shop?host=${folder}/none`)).rejects.toMatchObject({
    code: "store_unavailable",
    message: expect.stringContaining(
      `postgres (${folder}/none:5432/shop) is not available: its socket`,
    ),
  });
});

const wrongUrls: readonly [url: () => string, reason: RegExp][] = [
  [() => "mysql://ada:secret@db/shop", /is not a PostgreSQL connection URL/],
  [() => "postgres://ada:sec%ret@db:port/shop", /is not a PostgreSQL connection URL/],
  [() => "postgres://ada:secret@db/shop?port=none", /its port is not a number/],
  [() => "postgres://ada:secret@db/shop?sslmode=requires", /its sslmode is none of/],
  [
    () => "postgres://ada:secret@db/shop?sslrootcert=/none.pem",
    /\/none\.pem, which sslrootcert names, cannot be read: it does not exist/,
  ],
  [() => `postgres://ada:secret@db/shop?sslrootcert=${folder}`, /it is a folder/],
  [
    () => `postgres://ada:secret@db/shop?sslrootcert=${fileOf("garbage.pem")}`,
    /does not hold certificates/,
  ],
  [
    () => `postgres://ada:secret@db/shop?sslkey=${fileOf("one.crt")}`,
    /does not hold a private key/,
  ],
  [
    () =>
      `postgres://ada:secret@db/shop?sslcert=${fileOf("one.crt")}&sslkey=${fileOf("other.key")}`,
    /does not belong to the certificate/,
  ],
];

test.each(wrongUrls)(
  "a URL that cannot be used is wrong configuration: %o",
  async (url, reason) => {
    const asking = open(url());
    await expect(asking).rejects.toMatchObject({
      code: "config_invalid",
      message: expect.stringMatching(reason),
    });
    await expect(asking).rejects.not.toThrow("secret");
  },
);

const adminUrl = inject("postgresAdminUrl");

describe.skipIf(adminUrl === null)(titleOnPostgres("a URL"), () => {
  const urlWith = (change: (url: URL) => void) => {
    const url = new URL(adminUrl ?? "");
    change(url);
    return url.href;
  };

  test("without a password is wrong configuration", async () => {
    vi.stubEnv("PGPASSWORD", "");
    vi.stubEnv("PGPASSFILE", fileOf("none"));
    onTestFinished(() => void vi.unstubAllEnvs());
    const url = urlWith((each) => {
      each.password = "";
    });
    await expect(open(url)).rejects.toMatchObject({
      code: "config_invalid",
      message: expect.stringContaining("it asks for a password, and none is set"),
    });
  });

  test("with another password is an outage, as somebody may have changed it there", async () => {
    const url = urlWith((each) => {
      each.password = "other";
    });
    await expect(open(url)).rejects.toMatchObject({ code: "store_unavailable" });
  });

  test("that takes the machine's authorities asks for TLS, and for no file", async () => {
    for (const mode of ["", "&sslmode=require"]) {
      const url = `${adminUrl ?? ""}?sslrootcert=system${mode}`;
      await expect(open(url)).rejects.toThrow(/does not speak TLS/);
    }
  });
});
