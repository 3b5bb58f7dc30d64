import {
  describeUntaken,
  findUntaken,
  listAttachments,
  toModelInput,
} from "../attachments/model-inputs.js";
import { ProviderError } from "../errors/provider-error.js";
import type { CompletionRequest } from "../provider/completion-request.js";
import type { ModelData } from "../provider/model-data.js";

interface Asked {
  /** The provider's id. */
  readonly provider: string;
  readonly models: Readonly<Record<string, ModelData>>;
}

/**
 * What a provider asks before it makes a request: whether the model takes what the messages hold beside text. One of which
 * nothing is stated may take what any of the provider's models takes.
 *
 * @throws ProviderError `bad_request`: an attachment is never left out silently.
 */
export function requireTaken({ provider, models }: Asked, request: CompletionRequest): void {
  const asked = listAttachments(request.messages).map(toModelInput);
  if (asked.length === 0) return;
  const { model } = request;
  const data = models[model] ?? {
    inputs: Object.values(models).flatMap(({ inputs = [] }) => inputs),
  };
  const untaken = findUntaken(asked, data);
  if (untaken === null) return;
  const reason = `nothing was sent: ${describeUntaken(model, untaken, data)} Ask a model that takes them.`;
  throw new ProviderError({ kind: "bad_request", provider, reason });
}

/** The bytes as vendors take them in JSON. */
export function toBase64({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}
