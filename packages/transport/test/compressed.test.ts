import {
  brotliCompressSync,
  createBrotliCompress,
  createDeflate,
  createDeflateRaw,
  createGzip,
  createZstdCompress,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import { describe, expect, test } from "vitest";
import { openTransport } from "./open-transport.js";
import { startServer } from "./start-server.js";

const text = "data: {}\n\n".repeat(2_000);

const ask = async (coding: string, body: Buffer) => {
  const { url } = await startServer((_request, response) => {
    response.writeHead(200, { "content-encoding": coding }).end(body);
  });
  return openTransport().fetch(url);
};

describe.each([
  ["gzip", gzipSync, createGzip],
  ["x-gzip", gzipSync, createGzip],
  ["GZIP", gzipSync, createGzip],
  ["deflate", deflateSync, createDeflate],
  ["deflate", deflateRawSync, createDeflateRaw],
  ["br", brotliCompressSync, createBrotliCompress],
  ["zstd", zstdCompressSync, createZstdCompress],
] as const)("%s", (coding, compress, createCompressor) => {
  test("is read as a text and as a stream", async () => {
    expect(await (await ask(coding, compress(text))).text()).toBe(text);
    const { body } = await ask(coding, compress(text));
    const pieces = await Array.fromAsync(body ?? []);
    expect(Buffer.concat(pieces).toString()).toBe(text);
  });

  test("gives an event out before the next one comes", async () => {
    let end = () => {};
    const { url } = await startServer((_request, response) => {
      response.writeHead(200, { "content-encoding": coding });
      const compressor = createCompressor();
      compressor.pipe(response);
      compressor.write("first");
      compressor.flush();
      end = () => compressor.end("second");
    });
    const reader = (await openTransport().fetch(url)).body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe("first");
    end();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe("second");
    expect((await reader?.read())?.done).toBe(true);
  });

  test("is an error where it breaks off, also where the connection ends well", async () => {
    const whole = compress(text);
    const answer = await ask(coding, whole.subarray(0, whole.length - 3));
    await expect(answer.text()).rejects.toThrow(new TypeError("terminated"));
  });

  test("is an error where it is something else", async () => {
    const answer = await ask(coding, Buffer.from("{} and no such coding"));
    await expect(answer.text()).rejects.toThrow(new TypeError("terminated"));
  });
});

test("several codings are undone in turn", async () => {
  const answer = await ask("gzip, br", brotliCompressSync(gzipSync(text)));
  expect(await answer.text()).toBe(text);
});

test("more codings than anybody needs are refused", async () => {
  await expect(ask(Array(6).fill("gzip").join(), gzipSync(text))).rejects.toThrow(
    /5 content codings/,
  );
});

test("a coding that nobody knows is left to the reader", async () => {
  const answer = await ask("own", Buffer.from("as it is"));
  expect([await answer.text(), answer.headers.get("content-encoding")]).toEqual([
    "as it is",
    "own",
  ]);
});

test("a reader of a compressed answer that leaves closes the connection", async () => {
  const server = await startServer((_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip" });
    const compressor = createGzip();
    compressor.pipe(response);
    compressor.write("first");
    compressor.flush();
  });
  const reader = (await openTransport().fetch(server.url)).body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await expect.poll(() => server.sockets[0]?.destroyed).toBe(true);
});
