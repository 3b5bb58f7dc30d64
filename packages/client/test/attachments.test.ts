import type { Attachment } from "@promptrail/core";
import { expect, test } from "vitest";
import { createClient } from "../src/index.js";
import { sendJson, startScriptedServer } from "./scripted-server.js";

const data = new TextEncoder().encode("%PDF-1.7 é");
const pdf: Attachment = { type: "file", mediaType: "application/pdf", name: "é.pdf", data };
const image: Attachment = { type: "image", mediaType: "image/png", url: "https://a.example/b.png" };

/** A server that refuses every call, and keeps what it was sent. */
async function startServer() {
  const bodies: unknown[] = [];
  const server = await startScriptedServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      bodies.push(JSON.parse(Buffer.concat(chunks).toString()));
      sendJson({ type: "about:blank", title: "No", status: 503 }, { status: 503 })(
        request,
        response,
      );
    });
  });
  return { client: createClient({ url: server.url, key: "pk_test_key" }), bodies };
}

async function drain(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _event of events);
}

test("a call and a stream send attachments in base64, in their order", async () => {
  const { client, bodies } = await startServer();
  const attachments = [pdf, image];
  await expect(client.call("receipt", {}, { attachments })).rejects.toThrow(/503/);
  await expect(drain(client.stream("receipt", {}, { attachments }))).rejects.toThrow(/503/);
  const body = {
    context: {},
    attachments: [
      {
        type: "file",
        media_type: "application/pdf",
        name: "é.pdf",
        data: Buffer.from(data).toString("base64"),
      },
      { type: "image", media_type: "image/png", url: "https://a.example/b.png" },
    ],
  };
  expect(bodies).toEqual([body, body]);
});

test("what no server would take is refused before it is sent", async () => {
  const { client, bodies } = await startServer();
  const large: Attachment = { ...pdf, data: new Uint8Array(800_000) };
  const refusal = { code: "attachment_invalid", message: expect.stringMatching(/by `url`/) };
  await expect(client.call("receipt", {}, { attachments: [large] })).rejects.toMatchObject(refusal);
  const turns = [{ role: "user", content: [large] }] as const;
  await expect(client.call("receipt", {}, { turns })).rejects.toMatchObject(refusal);
  const stream = client.stream("receipt", {}, { attachments: [large] });
  await expect(drain(stream)).rejects.toMatchObject(refusal);
  expect(bodies).toEqual([]);
});
