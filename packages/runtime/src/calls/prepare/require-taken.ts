import { PromptrailError, type Provider, type ProviderWarning } from "@promptrail/core";
import { findMissingCapabilities, hasCacheHint } from "@promptrail/core/provider-kit";
import type { Route } from "../plan/route.js";

/**
 * Refuses what a version asks for and this route's model cannot take, where it would else be left out with a warning.
 *
 * @param key the version's.
 * @throws PromptrailError `setting_refused`.
 */
export function requireTaken(key: string, route: Route): void {
  const refused = listRefused(route);
  if (refused.length === 0) return;
  const { provider, request } = route;
  const told = refused.map(({ setting, reason }) => `${setting}: ${reason.replace(/\.$/, "")}`);
  throw new PromptrailError(
    "setting_refused",
    `${key} asks for what the model "${request.model}" of "${provider.id}" cannot take, and the config has strictSettings, so nothing was sent. ${told.join(". ")}. Leave it out of the next version, or use another model.`,
    {
      prompt: key,
      provider: provider.id,
      model: request.model,
      settings: refused.map(({ setting }) => setting),
    },
  );
}

function listRefused({ provider, request }: Route): readonly ProviderWarning[] {
  const { messages, tools, output } = request;
  const asked = {
    tools: tools.length > 0,
    output: output !== null,
    cache: hasCacheHint(messages),
  };
  const missing = findMissingCapabilities(asked, provider.capabilities);
  // A provider that is written in JavaScript may be older than this member.
  const port: Partial<Pick<Provider, "findIgnored">> = provider;
  return [
    ...(port.findIgnored?.(request) ?? []),
    ...missing.map(({ setting }) => ({
      setting,
      reason: `the provider "${provider.id}" does not support it`,
    })),
  ];
}
