import type { Attachment } from "@promptrail/core";
import type { CompletionRequest, ModelInput } from "@promptrail/core/provider-kit";
import { sampleImage, samplePdf } from "../../../sample-attachments.js";
import { expectEqual, expectTrue } from "../expectations.js";
import type { ProviderLane } from "../provider-lane.js";
import { ask, fail, type ProviderMethod } from "./ask-provider.js";
import type { ProviderCheck } from "./provider-check.js";

interface Sample {
  readonly input: ModelInput;
  readonly title: string;
  readonly attachment: Attachment;
  /** By which a request that holds it is known. */
  readonly words: string;
}

const image = sampleImage();
const pdf = samplePdf();
const imageUrl = "https://pictures.example/rainbow.png";
const pdfUrl = "https://files.example/invoice.pdf";
const text = "The rainbow of the suite.";

const samples: readonly Sample[] = [
  { input: "image", title: "an image", attachment: image, words: toWords(image.data) },
  {
    input: "image-url",
    title: "an image by its URL",
    attachment: { type: "image", mediaType: "image/png", url: imageUrl },
    words: imageUrl,
  },
  { input: "pdf", title: "a PDF", attachment: pdf, words: toWords(pdf.data) },
  {
    input: "pdf-url",
    title: "a PDF by its URL",
    attachment: { type: "file", mediaType: "application/pdf", name: pdf.name, url: pdfUrl },
    words: pdfUrl,
  },
  {
    input: "text-file",
    title: "a text file",
    attachment: {
      type: "file",
      mediaType: "text/plain",
      name: "rainbow.txt",
      data: new TextEncoder().encode(text),
    },
    words: text,
  },
];

function toWords(data: Uint8Array): string {
  return Buffer.from(data).toString("base64");
}

const methods: readonly ProviderMethod[] = ["complete", "stream"];

function createMessages(attachment: Attachment): CompletionRequest["messages"] {
  const question = { type: "text", text: "Name the colors of the rainbow." } as const;
  return [{ role: "user", content: [question, attachment] }];
}

function takenCheck({ input, title, attachment, words }: Sample): ProviderCheck {
  return {
    title: `${title} reaches the vendor where the model takes it`,
    run: async (lane) => {
      const model = findModel(lane, (inputs) => inputs.includes(input));
      if (model === null) return "not applicable";
      const request = { model, messages: createMessages(attachment) };
      for (const method of methods) {
        const { outcome } = await ask(lane, { method, scene: "answer", request });
        expectEqual(outcome, "ok", `${method}: outcome`);
        const count = lane.countRequests(words);
        const expected = "that its content, or its URL, is in the request";
        expectTrue(count > 0, `${method}: ${title}`, { expected, came: "a request without it" });
      }
      return undefined;
    },
  };
}

function untakenCheck({ input, title, attachment }: Sample): ProviderCheck {
  return {
    title: `${title} is refused before a request where the model does not take it`,
    run: async (lane) => {
      const model = findModel(lane, (inputs) => !inputs.includes(input));
      if (model === null) return "not applicable";
      const request = { model, messages: createMessages(attachment) };
      for (const method of methods) {
        const { kind } = await fail(lane, { method, scene: "answer", request });
        expectEqual(kind, "bad_request", `${method}: kind`);
        expectEqual(lane.countRequests(""), 0, `${method}: requests`);
      }
      return undefined;
    },
  };
}

/** A provider that states no models takes nothing but text. */
function findModel(
  { provider, model }: ProviderLane,
  isMeant: (inputs: readonly ModelInput[]) => boolean,
): string | null {
  const stated = Object.entries(provider.models).map(
    ([name, { inputs = [] }]) => [name, inputs] as const,
  );
  const all = stated.length === 0 ? [[model, []] as const] : stated;
  return all.find(([, inputs]) => isMeant(inputs))?.[0] ?? null;
}

/** What a provider makes of images and files. */
export const attachmentChecks: readonly ProviderCheck[] = samples.flatMap((sample) => [
  takenCheck(sample),
  untakenCheck(sample),
]);
