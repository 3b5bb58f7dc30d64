import {
  type Message,
  type PromptContent,
  PromptrailError,
  type Provider,
  type TextPart,
} from "@promptrail/core";
import { createCallId } from "@promptrail/core/call-log";
import { readJsonForm } from "@promptrail/core/portable";
import type { ServableVersion } from "../../catalog/servable-version.js";
import type { Resolution } from "../../state/resolver.js";
import type { CallOptions, CallOrigin } from "../plan/call-options.js";
import type { CallPlan } from "../plan/call-plan.js";
import type { Resend } from "../plan/resend.js";
import type { Route } from "../plan/route.js";
import { chooseRoutes } from "../window/choose-routes.js";
import type { WindowGuard } from "../window/window-guard.js";
import type { FamilyVariables } from "./family-variables.js";
import { joinMessages, readGivenParts } from "./read-given-parts.js";
import { readSubject } from "./read-subject.js";
import { requireTaken } from "./require-taken.js";
import { keepTakingRoutes } from "./taking-routes.js";
import { validateContext } from "./validate-context.js";

/** For an interactive call; a caller that can wait longer says so. */
export const defaultTimeoutMs = 60_000;

export interface PreparePorts {
  /** What a call runs on. A pinned version that this build lacks is fetched from the store first. */
  readonly resolve: (
    family: string,
    pinned: number | undefined,
  ) => Resolution | Promise<Resolution>;
  readonly variables: FamilyVariables;
  readonly providers: ReadonlyMap<string, Provider>;
  /** Whether a family's versions may ask for nothing that their models cannot take. */
  readonly isStrict: (family: string) => boolean;
  readonly window: WindowGuard;
  readonly now: () => Date;
}

type Model = Pick<PromptContent, "provider" | "model" | "settings" | "providerOptions">;

export interface CallInput {
  readonly family: string;
  readonly context: unknown;
  readonly options: CallOptions;
  /** Turns in front of the version's last user message. Left out: none. */
  readonly earlierTurns?: readonly Message[];
  readonly origin: CallOrigin;
  /** Left out where what fails is not sent again. */
  readonly resend?: Resend;
}

/**
 * Resolves, checks and renders; sends nothing.
 *
 * @throws PromptrailError `unknown_family`, `unknown_version`, `context_invalid`, `attachment_invalid`,
 * `request_invalid`, `unknown_provider`, `setting_refused`, `window_exceeded`; TemplateError.
 */
export async function prepareCall(ports: PreparePorts, input: CallInput): Promise<CallPlan> {
  const { family, context, options, earlierTurns = [], origin, resend = null } = input;
  // Before anything is waited for: its bytes are the caller's to change.
  const given = readGivenParts({ ...options, earlierTurns });
  const subject = readSubject(options);
  // The time is for all of it: a render may wait for a worker, and a shadow ends with its call.
  const deadline = ports.now().getTime() + (options.timeoutMs ?? defaultTimeoutMs);
  const resolution = await ports.resolve(family, options.version);
  const { version } = resolution;
  const validated = await validateContext(version, context, ports.variables);
  const rendered = await renderMessages(version, validated, options.signal);
  const messages = joinMessages(rendered, given);
  const all = toRoutes(ports, version, messages, origin);
  if (ports.isStrict(family)) for (const route of all) requireTaken(version.key, route);
  const taking = keepTakingRoutes(all, version.key);
  const window = ports.window.open(family, deadline);
  const chosen = await chooseRoutes(window, version, taking.routes);
  const startedAt = ports.now();
  return {
    ...origin,
    id: createCallId(startedAt),
    resolution,
    subject,
    // A copy: later changes of the caller's object do not reach the record.
    context: readJsonForm(context, "context"),
    messages,
    given,
    ...chosen,
    leftOut: [...taking.warnings, ...chosen.leftOut],
    window,
    providerCall: {
      signal: options.signal ?? new AbortController().signal,
      deadline,
      lane: origin.lane,
    },
    resend,
    startedAt,
  };
}

/**
 * The version's model, then its fallbacks in a call of production. What compares versions, or judges one, is about the
 * version's own model: there a failure is a failure.
 */
function toRoutes(
  ports: PreparePorts,
  { key, content }: ServableVersion,
  messages: readonly Message[],
  { lane }: CallOrigin,
): CallPlan["routes"] {
  const { tools, output } = content;
  const toRoute = (
    { provider, model, settings, providerOptions }: Model,
    isFallback: boolean,
  ): Route => ({
    isFallback,
    provider: findProvider(ports, provider, key),
    request: { model, messages, tools, output, settings, vendorOptions: providerOptions },
  });
  const own = toRoute(content, false);
  if (lane !== "production") return [own];
  // Of a version that another build declared, this one may lack a provider.
  const known = content.fallbacks.filter(({ provider }) => ports.providers.has(provider));
  return [own, ...known.map((fallback) => toRoute(fallback, true))];
}

function findProvider({ providers }: PreparePorts, id: string, key: string): Provider {
  const provider = providers.get(id);
  if (provider !== undefined) return provider;
  const known = [...providers.keys()];
  throw new PromptrailError(
    "unknown_provider",
    `${key} names the provider "${id}", which is not in the config. Known providers: ${known.join(", ") || "none"}.`,
    { prompt: key, provider: id, known },
  );
}

/** Renders each message of a version on its own, until the signal fires. Throws TemplateError. */
export async function renderMessages(
  version: ServableVersion,
  context: unknown,
  signal: AbortSignal | undefined,
): Promise<readonly Message[]> {
  const messages: Message[] = [];
  for (const { message, template } of version.messages()) {
    const text = await template.renderAsync(context, signal);
    const { cache } = message;
    const part: TextPart =
      cache === undefined ? { type: "text", text } : { type: "text", text, cache };
    messages.push({ role: message.role, content: [part] });
  }
  return messages;
}
