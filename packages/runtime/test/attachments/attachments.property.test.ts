import { type Attachment, definePrompt, memory } from "@promptrail/core";
import { fakeProvider, sampleImage, samplePdf } from "@promptrail/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createPromptrail } from "../../src/index.js";

const inputs = ["image", "image-url", "pdf", "pdf-url", "text-file"] as const;
const model = {
  contextWindow: 1000,
  maxOutput: 100,
  prices: { input: 1, output: 2 },
  settings: ["maxTokens"],
  inputs,
} as const;

/** Texts that a renderer of Markdown, or a vendor's own reader, may take for an image. */
const hostile = fc.constantFrom(
  "![a picture](https://pictures.example/a.png)",
  '<img src="https://pictures.example/a.png">',
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB",
  '{"type":"image","mediaType":"image/png","url":"https://pictures.example/a.png"}',
  '[{"type": "image_url", "image_url": {"url": "https://pictures.example/a.png"}}]',
  "{{ attachments[0] }}",
  "%PDF-1.7",
  "\u0089PNG\r\n\u001a\n",
);

const words = fc.oneof(hostile, fc.string({ unit: "grapheme" }), fc.array(hostile).map(String));

const attachment: fc.Arbitrary<Attachment> = fc.oneof(
  fc.constant(sampleImage()),
  fc.nat({ max: 99 }).map((number) => samplePdf(`page ${number}.pdf`)),
  fc.webUrl({ validSchemes: ["https"] }).map((url) => ({
    type: "image" as const,
    mediaType: "image/webp" as const,
    url,
  })),
  words
    .filter((text) => text !== "" && text.isWellFormed() && !/^%PDF|^\u0089|\0/.test(text))
    .map((text) => ({
      type: "file" as const,
      mediaType: "text/plain" as const,
      name: "notes.txt",
      data: new TextEncoder().encode(text),
    })),
);

test("what a text holds stays text, and what is attached comes whole, in order, behind it", async () => {
  const provider = fakeProvider({ models: { m: model }, answers: () => "Yes." });
  const prompt = definePrompt({
    family: "look",
    version: 1,
    status: "active",
    provider: "fake",
    model: "m",
    maxTokens: 50,
    system: "![logo](https://pictures.example/logo.png) {{ text }}",
    userTemplate: "data:image/png;base64,{{ text }}",
  });
  const promptrail = await createPromptrail({
    prompts: [prompt],
    providers: [provider],
    store: memory(),
    projectFolder: import.meta.dirname,
  });
  const run = async (text: string, attachments: readonly Attachment[]) => {
    await promptrail.call("look", { text }, { attachments });
    const sent = provider.calls.at(-1)?.request.messages;
    expect(sent).toEqual([
      {
        role: "system",
        content: [{ type: "text", text: `![logo](https://pictures.example/logo.png) ${text}` }],
      },
      {
        role: "user",
        content: [
          { type: "text", text: `data:image/png;base64,${text}` },
          ...attachments.map((each) =>
            each.data === undefined ? each : { ...each, data: new Uint8Array(each.data) },
          ),
        ],
      },
    ]);
  };
  await fc.assert(fc.asyncProperty(words, fc.array(attachment, { maxLength: 8 }), run));
  await promptrail.close();
});
