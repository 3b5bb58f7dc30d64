import type { Attachment, Message } from "@promptrail/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderedPromptWire, routes, toOpenApi, toWire } from "../src/index.js";
import { arrived as arrive, text } from "./arbitrary-state.js";

const content = fc.oneof(
  fc.uint8Array({ minLength: 1 }).map((data) => ({ data })),
  fc.webUrl({ validSchemes: ["https"] }).map((url) => ({ url })),
);

const attachment: fc.Arbitrary<Attachment> = fc.oneof(
  content.map((each) => ({ type: "image" as const, mediaType: "image/webp" as const, ...each })),
  fc.tuple(content, text).map(([each, name]) => ({
    type: "file" as const,
    mediaType: "application/pdf" as const,
    name,
    ...each,
  })),
);

const callBody = routes.call.body;

describe("attachments on the wire", () => {
  test("arrive as they were, beside the context and in the turns", () => {
    fc.assert(
      fc.property(fc.array(attachment, { maxLength: 20 }), (attachments) => {
        const turns: readonly Message[] = [{ role: "user", content: attachments }];
        const body = {
          context: {},
          attachments,
          turns: turns.filter(({ role }) => role === "user"),
        };
        const sent: unknown = JSON.parse(JSON.stringify(toWire(callBody, body as never)));
        expect(callBody.parse(sent)).toEqual(body);
        const prompt = { family: "f", version: 1, key: "f_v1", contentHash: "h", messages: turns };
        expect(arrive(renderedPromptWire, prompt)).toEqual(prompt);
      }),
    );
  });

  const image = { type: "image", media_type: "image/png" };

  test.each([
    ["both contents", { ...image, data: "AAAA", url: "https://a.b/c" }, /either `data` or `url`/],
    ["no content", image, /either `data` or `url`/],
    ["bytes that are no base64", { ...image, data: "a b" }, /must be base64/],
    ["a list of bytes", { ...image, data: [1, 2] }, /data/],
    ["an unknown media type", { ...image, media_type: "image/bmp", data: "AAAA" }, /media_type/],
    ["a file without a name", { ...image, type: "file", media_type: "text/plain" }, /name/],
    ["a field that nobody knows", { ...image, data: "AAAA", detail: "low" }, /detail/],
    ["a text", { type: "text", text: "data:image/png;base64,AAAA" }, /type/],
  ])("with %s are refused", (_what, each, words) => {
    const parsed = callBody.safeParse({ context: {}, attachments: [each] });
    expect(parsed.success).toBe(false);
    expect(String(parsed.error)).toMatch(words);
    const turns = [{ role: "user", content: [each] }];
    if (each.type !== "text")
      expect(callBody.safeParse({ context: {}, turns }).success).toBe(false);
  });

  test("are at most 20, and have a name in the document", () => {
    const one = { ...image, url: "https://pictures.example/a.png" };
    const many = (count: number) => ({ context: {}, attachments: Array(count).fill(one) });
    expect(callBody.safeParse(many(20)).success).toBe(true);
    expect(callBody.safeParse(many(21)).error?.message).toContain("at most 20 attachments");
    expect(JSON.stringify(toOpenApi().components.schemas["Attachment"])).toContain("base64");
  });
});
