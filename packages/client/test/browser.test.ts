import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { hashContent } from "@promptrail/core/lifecycle";
import { build } from "tsup";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import {
  content,
  sendJson,
  sendStatus,
  snapshotAt,
  startScriptedServer,
} from "./scripted-server.js";

const entry = fileURLToPath(new URL("../src/index.ts", import.meta.url));

/** What every browser has, and of Node nothing. */
const browser = {
  fetch,
  URL,
  URLSearchParams,
  Response,
  Headers,
  AbortController,
  AbortSignal,
  TextEncoder,
  TextDecoder,
  TextDecoderStream,
  ReadableStream,
  TransformStream,
  crypto,
  atob,
  btoa,
  // A browser's timers are numbers.
  setTimeout: (run: () => void, ms: number) => Number(setTimeout(run, ms)),
  clearTimeout,
};

const metafile = z.object({
  inputs: z.record(z.string(), z.object({ imports: z.array(z.object({ path: z.string() })) })),
});

let folder: string;
let bundle: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "promptrail-browser-"));
  await build({
    entry: { client: entry },
    outDir: folder,
    config: false,
    silent: true,
    dts: false,
    format: "iife",
    globalName: "bundle",
    platform: "browser",
    metafile: true,
    noExternal: [/./],
    esbuildOptions: (options) => {
      options.conditions = ["@promptrail/source", "browser"];
    },
  });
  bundle = await readFile(join(folder, "client.global.js"), "utf8");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a script against the bundle in a world without Node's globals. */
function run(script: string, url: string): Promise<unknown> {
  const world = createContext({ ...browser, url });
  const settings = '{ url, key: "pk_test_key", actor: "Zoë" }';
  return runInContext(
    `${bundle}; (async () => { const client = bundle.createClient(${settings}); ${script} })()`,
    world,
  );
}

describe("the client in a browser", () => {
  test("imports nothing of Node, in its whole graph", async () => {
    const { inputs } = metafile.parse(
      JSON.parse(await readFile(join(folder, "metafile-iife.json"), "utf8")),
    );
    const imported = Object.values(inputs).flatMap(({ imports }) => imports);
    expect(Object.keys(inputs).some((path) => path.includes("core/src"))).toBe(true);
    expect(imported.filter(({ path }) => path.startsWith("node:"))).toEqual([]);
    expect(bundle.match(/\bBuffer\b|["']node:|\brequire\(/g)).toBeNull();
  });

  test("asks a server, as a person with a name beyond Latin letters", async () => {
    const server = await startScriptedServer(sendStatus(snapshotAt(3)));
    const revision = await run("return (await client.status()).snapshot.revision", server.url);
    expect(revision).toBe(3);
    const actor = String(server.requests[0]?.headers["promptrail-actor"]);
    expect(Buffer.from(actor, "latin1").toString()).toBe("Zoë");
  });

  test("sends the bytes of a file that a person chose", async () => {
    let body = "";
    const server = await startScriptedServer((request, response) => {
      request.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      request.on("end", () => sendJson({ ...problem, detail: "No." }, refused)(request, response));
    });
    const script = `const data = new TextEncoder().encode("%PDF-1.7");
      const pdf = { type: "file", mediaType: "application/pdf", name: "a.pdf", data };
      return client.call("greeting", {}, { attachments: [pdf] }).catch(({ code }) => code);`;
    expect(await run(script, server.url)).toBe("unavailable");
    const data = Buffer.from("%PDF-1.7").toString("base64");
    expect(JSON.parse(body)).toMatchObject({ attachments: [{ name: "a.pdf", data }] });
  });

  test("reads a stream to its end", async () => {
    const events = [
      { event: "text-delta", data: { text: "Hel" } },
      { event: "error", data: { ...problem, detail: "It was cut." } },
    ].map(({ event, data }) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    const server = await startScriptedServer((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(events.join(""));
    });
    const script = `const told = [];
      try { for await (const event of client.stream("greeting", {})) told.push(event.text); }
      catch (error) { told.push(error.code, error.message); }
      return told.join("|");`;
    expect(await run(script, server.url)).toBe("Hel|unavailable|It was cut.");
  });

  test("checks a version's body against its hash", async () => {
    const body = {
      family: "greeting",
      version: 1,
      key: "greeting_v1",
      changelog: null,
      content,
      content_hash: hashContent(content),
    };
    const server = await startScriptedServer(sendJson(body));
    const script = 'return (await client.readVersion("greeting", 1)).contentHash';
    expect(await run(script, server.url)).toBe(body.content_hash);
    server.answer(sendJson({ ...body, content: { ...content, model: "another" } }));
    await expect(run(script, server.url)).rejects.toThrow(/is not used/);
  });
});

const refused = { status: 503, headers: { "content-type": "application/problem+json" } };
const problem = { type: "t", title: "T", status: 503, code: "unavailable" };
