import type { Attachment, ProviderWarning } from "@promptrail/core";
import {
  attachmentInvalid,
  describeUnknown,
  describeUntaken,
  findUntaken,
  listAttachments,
  toModelInput,
} from "@promptrail/core/lifecycle";
import type { ModelInput } from "@promptrail/core/provider-kit";
import type { CallPlan } from "../plan/call-plan.js";
import type { Route } from "../plan/route.js";

interface TakingRoutes {
  readonly routes: CallPlan["routes"];
  /** One for each fallback that was left out. */
  readonly warnings: readonly ProviderWarning[];
}

/**
 * The routes whose models take what the messages hold beside text. A model of which nothing is stated is none of them: a
 * server that drops an image without a word would have its answer taken for one about the image.
 *
 * @param key the version's: `product_description_v2`.
 * @throws PromptrailError `attachment_invalid` where the version's own model is none of them.
 */
export function keepTakingRoutes(routes: CallPlan["routes"], key: string): TakingRoutes {
  const [own, ...fallbacks] = routes;
  const attachments = listAttachments(own.request.messages);
  if (attachments.length === 0) return { routes, warnings: [] };
  const inputs = attachments.map(toModelInput);
  const reason = findReason(own, inputs);
  if (reason !== null) throw refused(own, attachments, { key, reason });
  const judged = fallbacks.map((route) => ({ route, reason: findReason(route, inputs) }));
  return {
    routes: [own, ...judged.flatMap(({ route, reason: told }) => (told === null ? [route] : []))],
    warnings: judged.flatMap(({ route, reason: told }) =>
      told === null ? [] : [toWarning(route, told)],
    ),
  };
}

/** Why a model is not sent these; null where it takes all of them. */
function findReason({ provider, request }: Route, inputs: readonly ModelInput[]): string | null {
  const data = provider.models[request.model];
  const [first] = inputs;
  if (data === undefined) return first === undefined ? null : describeUnknown(request.model, first);
  const untaken = findUntaken(inputs, data);
  return untaken === null ? null : describeUntaken(request.model, untaken, data);
}

function toWarning({ provider, request }: Route, reason: string): ProviderWarning {
  return {
    setting: "fallbacks",
    reason: `${request.model} of ${provider.id} was left out of this call: ${reason}`,
  };
}

function refused(
  { provider, request: { model } }: Route,
  attachments: readonly Attachment[],
  { key, reason }: { readonly key: string; readonly reason: string },
) {
  const isKnown = provider.models[model] !== undefined;
  const byUrl = attachments.some(({ url }) => url !== undefined);
  const cure = isKnown
    ? `${byUrl ? "Give the bytes as `data` where the model takes those, or call" : "Call"} a version whose model takes them.`
    : `State what it takes: in the config, give the provider \`models\` in which "${model}" has \`inputs\`.`;
  return attachmentInvalid(`The attachments do not fit ${key}: ${reason} ${cure}`, {
    prompt: key,
    provider: provider.id,
    model,
  });
}
