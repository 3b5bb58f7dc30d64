import { createServer, type Socket } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { openTransport, readText } from "./open-transport.js";
import { startServer } from "./start-server.js";

const whole = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nwhole";

/** Plays HTTP by hand: `answer` gets each request, with how many its socket and all sockets had before. */
async function startWire(answer: (socket: Socket, nth: number, total: number) => void) {
  const sockets: Socket[] = [];
  let total = 0;
  const server = createServer((socket) => {
    sockets.push(socket);
    let nth = 0;
    socket
      .on("error", () => {})
      .on("data", (data) => {
        if (!data.toString().includes(" HTTP/1.1\r\n")) return;
        answer(socket, nth, total);
        nth += 1;
        total += 1;
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new TypeError("It has a port.");
  return { url: `http://127.0.0.1:${address.port}`, sockets, total: () => total };
}

const faults = {
  close: (socket: Socket) => socket.end(),
  reset: (socket: Socket) => socket.resetAndDestroy(),
};

describe.each(Object.entries(faults))("a %s", (_name, fail) => {
  test("of a used socket, with not a byte, is tried once on a fresh one", async () => {
    const wire = await startWire((socket, nth) => (nth === 0 ? socket.write(whole) : fail(socket)));
    const { fetch } = openTransport();
    const ask = () => readText(fetch(wire.url, { method: "POST", body: "b" }));
    expect([await ask(), await ask(), await ask()]).toEqual(["whole", "whole", "whole"]);
    expect(wire.sockets.length).toBe(3);
  });

  test("of the fresh one too is an error: nothing is tried twice", async () => {
    const wire = await startWire((socket, _nth, total) =>
      total === 0 ? socket.write(whole) : fail(socket),
    );
    const { fetch } = openTransport();
    await readText(fetch(wire.url));
    await expect(fetch(wire.url, { method: "POST", body: "b" })).rejects.toThrow(
      new TypeError("fetch failed"),
    );
    expect(wire.total()).toBe(3);
  });

  test("of a socket that nobody has used is an error", async () => {
    const wire = await startWire(fail);
    await expect(openTransport().fetch(wire.url)).rejects.toThrow(new TypeError("fetch failed"));
    expect(wire.total()).toBe(1);
  });

  test("after the first byte is an error", async () => {
    const wire = await startWire((socket, nth) => {
      if (nth === 0) socket.write(whole);
      else socket.write("HTTP/1.1 2", () => setImmediate(fail, socket));
    });
    const { fetch } = openTransport();
    await readText(fetch(wire.url));
    await expect(fetch(wire.url)).rejects.toThrow(new TypeError("fetch failed"));
    expect(wire.total()).toBe(2);
  });

  test("of a used socket whose body was a stream is an error: it is read already", async () => {
    const wire = await startWire((socket, nth) => (nth === 0 ? socket.write(whole) : fail(socket)));
    const { fetch } = openTransport();
    await readText(fetch(wire.url));
    const body = new Blob(["streamed"]).stream();
    await expect(fetch(wire.url, { method: "POST", body, duplex: "half" })).rejects.toThrow(
      new TypeError("fetch failed"),
    );
    expect(wire.total()).toBe(2);
  });

  test("inside the body is an error after what has come", async () => {
    const head = "HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nbegin";
    const wire = await startWire((socket) => {
      socket.write(head, () => setImmediate(fail, socket));
    });
    const answer = await openTransport().fetch(wire.url);
    const reader = answer.body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe("begin");
    await expect(reader?.read()).rejects.toThrow(new TypeError("terminated"));
    const text = (await openTransport().fetch(wire.url)).text();
    await expect(text).rejects.toThrow(new TypeError("terminated"));
  });
});

test("a fresh socket is closed after its answer", async () => {
  const wire = await startWire((socket, nth) =>
    nth === 0 ? socket.write(whole) : socket.resetAndDestroy(),
  );
  const { fetch } = openTransport();
  for (let call = 0; call < 2; call += 1) await readText(fetch(wire.url));
  await expect.poll(() => wire.sockets.map((socket) => socket.destroyed)).toEqual([true, true]);
});

test("what is no HTTP is an error, and not tried again", async () => {
  const wire = await startWire((socket, nth) =>
    socket.end(nth === 0 ? "SSH-2.0-OpenSSH\r\n\r\n" : whole),
  );
  await expect(openTransport().fetch(wire.url)).rejects.toThrow(new TypeError("fetch failed"));
  expect(wire.total()).toBe(1);
});

test("calls one after the other take one socket, calls at once one each, up to the limit", async () => {
  const waiting: (() => void)[] = [];
  const server = await startServer((request, response) => {
    if (request.url === "/wait") waiting.push(() => response.end("whole"));
    else response.end("whole");
  });
  const { fetch } = openTransport({ connections: 3 });
  const ask = (path: string) => readText(fetch(`${server.url}${path}`));
  for (let call = 0; call < 5; call += 1) await ask("/");
  expect(server.sockets).toHaveLength(1);
  const calls = Array.from({ length: 5 }, () => ask("/wait"));
  await expect.poll(() => waiting.length).toBe(3);
  expect(server.sockets).toHaveLength(3);
  const finish = async () => {
    await expect.poll(() => waiting.length).toBeGreaterThan(0);
    waiting.shift()?.();
  };
  for (let call = 0; call < 5; call += 1) await finish();
  expect(await Promise.all(calls)).toEqual(Array(5).fill("whole"));
  expect(server.sockets).toHaveLength(3);
});

test("a server that says how long it keeps a socket is believed", async () => {
  const server = await startServer((_request, response) => {
    // Two seconds less are taken of it: nothing is left.
    response.writeHead(200, { "keep-alive": "timeout=2" }).end("whole");
  });
  const { fetch } = openTransport();
  for (let call = 0; call < 2; call += 1) await readText(fetch(server.url));
  expect(server.sockets).toHaveLength(2);
});

test("an idle socket ends after its time", async () => {
  const server = await startServer((_request, response) => response.end("whole"));
  const { fetch } = openTransport({ keepAliveMs: 50 });
  await readText(fetch(server.url));
  await expect.poll(() => server.sockets[0]?.destroyed).toBe(true);
});

test("warming opens a connection, sends nothing, and the first request takes it", async () => {
  const asked: unknown[] = [];
  const server = await startServer((request, response) => {
    asked.push(request.url);
    response.end("whole");
  });
  const { warm, fetch } = openTransport();
  await warm(`${server.url}/v1`);
  await expect.poll(() => server.sockets.length).toBe(1);
  await (await fetch(`${server.url}/v1/messages`)).text();
  expect([asked, server.sockets.length]).toEqual([["/v1/messages"], 1]);
});

test("warming says why it could not connect", async () => {
  const server = await startServer(() => {});
  await server.close();
  await expect(openTransport().warm(server.url)).rejects.toMatchObject({
    message: "fetch failed",
    cause: { code: "ECONNREFUSED" },
  });
});

test("closing waits for the answers under way and ends the sockets; what comes later fails", async () => {
  let finish: (() => void) | undefined;
  const server = await startServer((request, response) => {
    if (request.url === "/wait") finish = () => response.end("whole");
    else response.end("whole");
  });
  const { fetch, close } = openTransport();
  await readText(fetch(server.url));
  const last = fetch(`${server.url}/wait`);
  await expect.poll(() => finish).toBeDefined();
  const closed = close();
  await expect(fetch(server.url)).rejects.toThrow(TypeError);
  finish?.();
  expect(await (await last).text()).toBe("whole");
  await closed;
  await expect.poll(() => server.sockets.every((socket) => socket.destroyed)).toBe(true);
});

test.each([
  ["a port that nobody listens on", "http://127.0.0.1:1", "ECONNREFUSED"],
  ["a name that nobody has", "http://vendor.invalid", "ENOTFOUND"],
])("%s is a TypeError with its cause", async (_what, url, code) => {
  const error: unknown = await openTransport()
    .fetch(url)
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TypeError);
  expect(error).toMatchObject({ message: "fetch failed", cause: { code } });
});

test("a server that takes no connection in time is a timeout", async () => {
  // An address of documentation: packets to it are lost.
  const error: unknown = await openTransport({ connectTimeoutMs: 20 })
    .fetch("http://192.0.2.1")
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ message: "fetch failed" });
});
