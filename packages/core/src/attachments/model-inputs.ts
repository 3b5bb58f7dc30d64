import { type Attachment, isAttachment, type Message } from "../provider/message.js";
import type { ModelData, ModelInput } from "../provider/model-data.js";

const inputNames: Readonly<Record<ModelInput, string>> = {
  image: "images",
  "image-url": "images by URL",
  pdf: "PDF files",
  "pdf-url": "PDF files by URL",
  "text-file": "text files",
  "text-file-url": "text files by URL",
};

/** What a model must take to be sent this attachment. */
export function toModelInput({ type, mediaType, url }: Attachment): ModelInput {
  const file = mediaType === "application/pdf" ? "pdf" : "text-file";
  const kind = type === "image" ? type : file;
  return url === undefined ? kind : `${kind}-url`;
}

/** In the order of the messages. */
export function listAttachments(messages: readonly Message[]): readonly Attachment[] {
  return messages.flatMap(({ content }) => [...content].filter(isAttachment));
}

/** The first of what is asked for that the model does not take; null where it takes all. */
export function findUntaken(
  asked: readonly ModelInput[],
  { inputs = [] }: Pick<ModelData, "inputs">,
): ModelInput | null {
  return asked.find((input) => !inputs.includes(input)) ?? null;
}

/** `the model "m" takes no PDF files by URL. It takes images, PDF files.` */
export function describeUntaken(
  model: string,
  untaken: ModelInput,
  { inputs = [] }: Pick<ModelData, "inputs">,
): string {
  const taken = inputs.map((input) => inputNames[input]).join(", ");
  const told = taken === "" ? "only text" : `text, ${taken}`;
  return `the model "${model}" takes no ${inputNames[untaken]}. It takes ${told}.`;
}

/** What is said where nothing is stated of what the model takes. */
export function describeUnknown(model: string, asked: ModelInput): string {
  return `nothing is stated of the model "${model}", so it is not known whether it takes ${inputNames[asked]}.`;
}
