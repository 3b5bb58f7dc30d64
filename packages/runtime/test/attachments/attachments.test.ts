import { definePrompt, memory, type PromptVersion, type Provider } from "@promptrail/core";
import type { ImagePart, ModelData } from "@promptrail/core/provider-kit";
import { fakeProvider, sampleImage, samplePdf } from "@promptrail/testing";
import { describe, expect, test } from "vitest";
import { estimateTokens } from "../../src/calls/lanes/estimate-tokens.js";
import { startRuntime } from "../lifecycle/start-runtime.js";

const data = {
  contextWindow: 1000,
  maxOutput: 100,
  prices: { input: 1, output: 2 },
  settings: ["maxTokens"],
} as const satisfies ModelData;

const models: Provider["models"] = {
  seeing: { ...data, inputs: ["image", "pdf"] },
  fetching: { ...data, inputs: ["image", "image-url", "pdf", "pdf-url"] },
  blind: data,
};

const base = { family: "receipt", provider: "fake", maxTokens: 50 } as const;

const receiptV1 = definePrompt({
  ...base,
  version: 1,
  status: "active",
  model: "seeing",
  system: "Read receipts.",
  userTemplate: "What is the total of {{ shop }}?",
  fallbacks: [
    { provider: "fake", model: "blind" },
    { provider: "fake", model: "unheard-of" },
    { provider: "fake", model: "fetching" },
  ],
});

const others = [
  definePrompt({
    ...base,
    version: 2,
    status: "draft",
    changelog: "Cheaper.",
    model: "blind",
    userTemplate: "{{ shop }}?",
  }),
  definePrompt({
    ...base,
    version: 3,
    status: "draft",
    changelog: "Newer.",
    model: "unheard-of",
    userTemplate: "{{ shop }}?",
  }),
  definePrompt({
    ...base,
    version: 4,
    status: "draft",
    changelog: "Has a turn of the assistant, and no last word of the user.",
    model: "seeing",
    messages: [
      { role: "user", template: "First {{ shop }}" },
      { role: "user", template: "Last {{ shop }}" },
      { role: "assistant", template: "The total is" },
    ],
  }),
  definePrompt({
    ...base,
    version: 5,
    status: "draft",
    changelog: "Has a system message alone.",
    model: "seeing",
    messages: [{ role: "system", template: "Read {{ shop }}." }],
  }),
];

const beside = {
  version: 6,
  status: "shadow",
  changelog: "Tried beside v1.",
  userTemplate: "Total of {{ shop }}, please.",
} as const;

const shadow = definePrompt({ ...base, ...beside, model: "seeing" });

const context = { shop: "Ada's" };

async function start(versions: readonly PromptVersion[] = [receiptV1, ...others]) {
  const provider = fakeProvider({ models, answers: () => "12,50" });
  const { promptrail, problems } = await startRuntime({
    prompts: versions,
    providers: [provider],
    store: memory(),
  });
  const contentsOf = (call: number) =>
    provider.calls[call]?.request.messages.map(({ role, content }) => [role, content]);
  const readRecord = async () => {
    await promptrail.flush();
    const [record] = await promptrail.calls.read({ family: "receipt", limit: 1 });
    return record;
  };
  return { provider, promptrail, problems, contentsOf, readRecord };
}

const text = (words: string) => ({ type: "text", text: words });

describe("attachments", () => {
  test("follow the text of the last user message, in their order", async () => {
    const { contentsOf, promptrail } = await start();
    const attachments = [samplePdf("b.pdf"), sampleImage(), samplePdf("a.pdf")];
    await promptrail.call("receipt", context, { attachments });
    await promptrail.call("receipt", context, { attachments, version: 4 });
    await promptrail.call("receipt", context, { attachments, version: 5 });
    const own = attachments.map((each) => ({ ...each, data: new Uint8Array(each.data) }));
    expect(contentsOf(0)).toEqual([
      ["system", [text("Read receipts.")]],
      ["user", [text("What is the total of Ada's?"), ...own]],
    ]);
    expect(contentsOf(1)).toEqual([
      ["user", [text("First Ada's")]],
      ["user", [text("Last Ada's"), ...own]],
      ["assistant", [text("The total is")]],
    ]);
    expect(contentsOf(2)).toEqual([
      ["system", [text("Read Ada's.")]],
      ["user", own],
    ]);
  });

  test("stream, and stand in the turns of a conversation, too", async () => {
    const { contentsOf, promptrail, readRecord } = await start();
    const turns = [
      { role: "assistant", content: [{ type: "text", text: "Send it." }] },
      { role: "user", content: [sampleImage(), { type: "text", text: "Here." }] },
    ] as const;
    const attachments = [samplePdf()];
    let last: string | undefined;
    for await (const event of promptrail.stream("receipt", context, { attachments, turns })) {
      last = event.type;
    }
    expect(last).toBe("finish");
    expect(contentsOf(0)?.slice(2)).toMatchObject([
      ["assistant", [text("Send it.")]],
      ["user", [{ type: "image" }, {}]],
    ]);
    expect((await readRecord())?.attachments.map(({ kind }) => kind)).toEqual(["file", "image"]);
    const broken = [
      { role: "user", content: [{ ...sampleImage(), data: new Uint8Array() }] },
    ] as const;
    const call = promptrail.call("receipt", context, { turns: broken });
    await expect(call).rejects.toThrow(/^turns\[0\]\.content\[0\] cannot be sent: it is empty/);
  });

  test("are kept by their facts in the record, and never by their bytes", async () => {
    const { promptrail, readRecord } = await start();
    const image = sampleImage();
    await promptrail.call("receipt", context, { attachments: [image, samplePdf()] });
    const record = await readRecord();
    expect(record?.attachments).toEqual([
      {
        kind: "image",
        mediaType: "image/png",
        bytes: image.data.byteLength,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        name: null,
        url: null,
      },
      expect.objectContaining({ kind: "file", name: "invoice.pdf", url: null }),
    ]);
    expect(JSON.stringify(record)).not.toContain(Buffer.from(image.data).toString("base64"));
    expect(JSON.stringify(record)).not.toContain("%PDF");
  });

  test("are those that were given: what the caller changes later reaches nobody", async () => {
    const { contentsOf, promptrail } = await start();
    const image = sampleImage();
    const before = new Uint8Array(image.data);
    const call = promptrail.call("receipt", context, { attachments: [image] });
    image.data.fill(0);
    await call;
    expect(contentsOf(0)?.[1]?.[1]).toEqual([expect.anything(), { ...image, data: before }]);
  });
});

describe("a model that does not take them", () => {
  test.each([
    [
      2,
      /do not fit receipt_v2: the model "blind" takes no images\. It takes only text\. Call a version/,
    ],
    [3, /nothing is stated of the model "unheard-of".*in the config, give the provider `models`/],
  ] as const)("is not asked: version %i", async (version, words) => {
    const { promptrail, provider } = await start();
    const call = promptrail.call("receipt", context, { attachments: [sampleImage()], version });
    await expect(call).rejects.toMatchObject({ code: "attachment_invalid" });
    await expect(call).rejects.toThrow(words);
    expect(provider.calls).toEqual([]);
    expect((await promptrail.call("receipt", context, { version })).text).toBe("12,50");
  });

  test("is not given an address that its vendor does not fetch", async () => {
    const { promptrail, provider } = await start();
    const url = "https://pictures.example/a.png";
    const attachments = [{ type: "image", mediaType: "image/png", url }] as const;
    const call = promptrail.call("receipt", context, { attachments });
    await expect(call).rejects.toThrow(/no images by URL\..*Give the bytes as `data`/);
    expect(provider.calls).toEqual([]);
  });

  test("is left out of the fallbacks, and the result and the record say why", async () => {
    const { promptrail, provider, readRecord } = await start();
    const attachments = [sampleImage()];
    provider.answer("12,50");
    const result = await promptrail.call("receipt", context, { attachments });
    const warnings = [
      {
        setting: "fallbacks",
        reason: expect.stringMatching(/^blind of fake was left out.*images/),
      },
      { setting: "fallbacks", reason: expect.stringMatching(/^unheard-of of fake.*nothing is/) },
    ];
    expect(result.warnings).toEqual(warnings);
    expect((await readRecord())?.warnings).toEqual(warnings);
    expect((await promptrail.call("receipt", context)).warnings).toEqual([]);
  });
});

test("a shadow run gets the same parts, also where the caller has changed them since", async () => {
  const { promptrail, problems, provider } = await start([receiptV1, shadow]);
  const image = sampleImage();
  const before = new Uint8Array(image.data);
  await promptrail.call("receipt", context, { attachments: [image] });
  image.data.fill(0);
  await promptrail.flush();
  expect(problems).toEqual([]);
  const sent = provider.calls.map(({ request, call }) => [
    call.lane,
    request.messages.at(-1)?.content.at(-1),
  ]);
  expect(sent).toEqual([
    ["production", { ...image, data: before }],
    ["shadow", { ...image, data: before }],
  ]);
  const records = await promptrail.calls.read({ family: "receipt", limit: 2 });
  expect(records).toHaveLength(2);
  expect(records[0]?.attachments).toEqual(records[1]?.attachments);
});

test("a shadow whose model does not take them is told as a problem, and the call is answered", async () => {
  const blind = definePrompt({ ...base, ...beside, model: "blind" });
  const { promptrail, problems, provider } = await start([receiptV1, blind]);
  const { text: answer } = await promptrail.call("receipt", context, {
    attachments: [sampleImage()],
  });
  await promptrail.flush();
  expect(answer).toBe("12,50");
  expect(problems).toEqual([expect.objectContaining({ code: "attachment_invalid" })]);
  expect(provider.calls).toHaveLength(1);
});

test("a limit on tokens counts an image as one, and not its bytes as text", () => {
  const image: ImagePart = { ...sampleImage(), data: new Uint8Array(2_000_000) };
  const request = {
    model: "seeing",
    tools: [],
    output: null,
    settings: { maxTokens: 100 },
    vendorOptions: {},
  };
  const question = { type: "text", text: "Total?" } as const;
  const asked = (...content: readonly (typeof question | ImagePart)[]) =>
    estimateTokens({ ...request, messages: [{ role: "user", content }] });
  const tokens = asked(question, image) - asked(question);
  expect(tokens).toBeGreaterThan(1_000);
  expect(tokens).toBeLessThan(5_000);
});
