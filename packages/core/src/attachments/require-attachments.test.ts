import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fileMediaTypes,
  imageMediaTypes,
  isImageMediaType,
  type MediaType,
} from "../provider/media-types.js";
import type { Attachment } from "../provider/message.js";
import {
  largestFile,
  largestImage,
  largestTogether,
  mostAttachments,
} from "./attachment-limits.js";
import { toAttachmentRecord } from "./attachment-record.js";
import { findMediaType } from "./find-media-type.js";
import { requireAttachments } from "./require-attachments.js";

const beginnings = {
  "image/png": [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  "image/jpeg": [0xff, 0xd8, 0xff, 0xe0],
  "image/gif": [...Buffer.from("GIF89a")],
  "image/webp": [...Buffer.from("RIFF"), 1, 2, 3, 4, ...Buffer.from("WEBP")],
  "application/pdf": [...Buffer.from("%PDF-1.7\n")],
  "text/plain": [...Buffer.from("A text: é 🛒\n")],
} as const satisfies Record<MediaType, readonly number[]>;

const mediaTypes = [...imageMediaTypes, ...fileMediaTypes];
const mediaType = fc.constantFrom(...mediaTypes);

function contentOf(type: MediaType, size: number): Uint8Array {
  const content = new Uint8Array(Math.max(size, beginnings[type].length)).fill(0x20);
  content.set(beginnings[type]);
  return content;
}

function attach(type: MediaType, data: Uint8Array): Attachment {
  return isImageMediaType(type)
    ? { type: "image", mediaType: type, data }
    : { type: "file", mediaType: type, name: "a name.ext", data };
}

function check(...attachments: readonly unknown[]): void {
  requireAttachments(
    // Wrong on purpose in places: what code without types may give.
    attachments.map((attachment, index) => ({
      attachment: attachment as Attachment,
      place: `attachments[${index}]`,
    })),
  );
}

const refusal = {
  code: "attachment_invalid",
  message: expect.stringMatching(/Nothing was sent\.$/),
};

function expectRefused(attachment: unknown, words: RegExp): void {
  expect(() => check(attachment)).toThrow(expect.objectContaining(refusal));
  expect(() => check(attachment)).toThrow(words);
}

describe("an attachment", () => {
  test("is what its first bytes say, whatever follows", () => {
    fc.assert(
      fc.property(mediaType, fc.uint8Array({ maxLength: 40 }), (type, rest) => {
        const tail = type === "text/plain" ? [] : rest;
        const data = Uint8Array.from([...beginnings[type], ...tail]);
        expect(findMediaType(data)).toBe(type);
        check(attach(type, data));
      }),
    );
  });

  test("is refused under every other label, and the message names what it is", () => {
    fc.assert(
      fc.property(mediaType, mediaType, (stated, actual) => {
        fc.pre(stated !== actual);
        expectRefused(attach(stated, contentOf(actual, 60)), new RegExp(`content is ${actual}`));
      }),
    );
  });

  test("of bytes that begin like nothing that is known is refused, and none are repeated", () => {
    fc.assert(
      fc.property(mediaType, fc.uint8Array({ minLength: 1, maxLength: 60 }), (type, data) => {
        const found = findMediaType(data);
        if (found === type) check(attach(type, data));
        else expectRefused(attach(type, data), /Nothing was sent/);
      }),
    );
  });

  test.each(mediaTypes)("of the type %s has a largest size, which it may have", (type) => {
    const largest = isImageMediaType(type) ? largestImage : largestFile;
    check(attach(type, contentOf(type, largest)));
    expectRefused(
      attach(type, contentOf(type, largest + 1)),
      new RegExp(`has ${largest + 1} bytes`),
    );
  });

  test.each([
    ["is no object", "photo.png", /is not an object/],
    ["has no type", { mediaType: "image/png" }, /`type` is of the type undefined/],
    ["is of an unknown kind", { type: "audio" }, /Give "image" or "file"/],
    ["is empty", { ...attach("image/png", new Uint8Array()) }, /is empty/],
    ["is a text", { type: "image", mediaType: "image/png", data: "iVBORw0" }, /Uint8Array/],
    ["is a bitmap", { type: "image", mediaType: "image/bmp", url: "https://a.b/c" }, /image\/png/],
    ["is a PDF as an image", { type: "image", mediaType: "application/pdf" }, /takes image\/png/],
    ["has no name", { type: "file", mediaType: "text/plain", data: "x" }, /needs a `name`/],
    [
      "names a folder",
      { type: "file", mediaType: "text/plain", name: "../a" },
      /without its folder/,
    ],
    [
      "has a long name",
      { type: "file", mediaType: "text/plain", name: "a".repeat(256) },
      /shorter/,
    ],
    ["misspells a field", { type: "image", mediatype: "image/png" }, /Did you mean "mediaType"/],
    ["has no content", { type: "image", mediaType: "image/png" }, /neither bytes nor an address/],
    [
      "has two contents",
      { ...attach("image/png", contentOf("image/png", 9)), url: "https://a.b/c" },
      /Give one of them/,
    ],
  ])("that %s is refused", (_what, attachment, words) => {
    expectRefused(attachment, words);
  });

  test.each([
    "http://pictures.example/a.png",
    "data:image/png;base64,iVBORw0KGgo=",
    "file:///etc/passwd",
    "pictures.example/a.png",
    "",
    `https://pictures.example/${"a".repeat(8_000)}`,
    " https://pictures.example/a.png",
    "https://pictures.example/a.png\n",
    "ht\ntps://pictures.example/a.png",
    "https://pictures.example\t.evil.example/a.png",
    "https:pictures.example/a.png",
    "https:///pictures.example/a.png",
    "https:\\\\pictures.example\\a.png",
    "https://pictures.example\\@evil.example/a.png",
    "https://[::1/a.png",
  ])("is not fetched from %j", (url) => {
    const thrown = () => check({ type: "image", mediaType: "image/png", url });
    expect(thrown).toThrow(/not an https address/);
    if (url !== "") expect(thrown).not.toThrow(url);
  });
});

test.each([
  "HTTPS://pictures.example/a%20b.png?x=%0a#y",
  "https://ada:hunter2@pictures.example:8443/a.png",
  "https://bücher.example/ä.png?q=日本",
])("an attachment may be fetched from %j", (url) => {
  expect(() => check({ type: "image", mediaType: "image/png", url })).not.toThrow();
});

test.each(["a\u202egnp.exe", "a\u2066b", "a\u2028b", "a\u0000b", "a\\b", "a\ud800"])(
  "a file may not be named %j",
  (name) => {
    const file = attach("application/pdf", contentOf("application/pdf", 9));
    expectRefused({ ...file, name }, /invisible character/);
  },
);

test.each(["Rechnung März.pdf", "請求書.pdf", "חשבונית.pdf", "👩‍🔬 a.pdf", "نمونه‌ها.pdf"])(
  "a file may be named %j",
  (name) => {
    const file = attach("application/pdf", contentOf("application/pdf", 9));
    expect(() => check({ ...file, name })).not.toThrow();
  },
);

test("a call has so many attachments, and so many bytes of them", () => {
  const image = attach("image/png", contentOf("image/png", 100));
  check(...Array.from({ length: mostAttachments }, () => image));
  const tooMany = Array.from({ length: mostAttachments + 1 }, () => image);
  expect(() => check(...tooMany)).toThrow(/at most 20 attachments, and this one has 21/);
  const half = attach("application/pdf", contentOf("application/pdf", largestTogether / 2));
  check(half, half);
  expect(() => check(half, half, image)).toThrow(/at most 20000000 bytes together/);
});

test("a record keeps by what an attachment is found again, and no key that its address holds", () => {
  const data = new TextEncoder().encode("abc");
  expect(toAttachmentRecord(attach("text/plain", data))).toEqual({
    kind: "file",
    mediaType: "text/plain",
    bytes: 3,
    sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    name: "a name.ext",
    url: null,
  });
  const url = "https://ada:hunter2@pictures.example/a/b.png?signature=hunter2#hunter2";
  expect(toAttachmentRecord({ type: "image", mediaType: "image/png", url })).toEqual({
    kind: "image",
    mediaType: "image/png",
    bytes: null,
    sha256: null,
    name: null,
    url: "https://pictures.example/a/b.png",
  });
});
