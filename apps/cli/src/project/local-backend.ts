import {
  fromPromotionResultWire,
  fromRollbackResultWire,
  toPromotionResultWire,
  toRollbackResultWire,
} from "@promptrail/http-api";
import type { Promptrail } from "@promptrail/runtime";
import type { Backend } from "./backend.js";

/** Answers from the store that this process opened, as a server on it would. */
export function createLocalBackend(promptrail: Promptrail, actor: string): Backend {
  const by = { actor, source: "cli" } as const;
  return {
    call: (family, context, options) => promptrail.call(family, context, options),
    stream: (family, context, options) => promptrail.stream(family, context, options),
    status: async () => {
      const { snapshot, stateSource, families } = promptrail.status();
      const reports = new Map(families.map((family) => [family.family, family]));
      return { snapshot, stateSource, reports };
    },
    history: async (query) => {
      // Refuses a name that nobody declared, as a server does, instead of showing no decisions.
      promptrail.resolve(query.family);
      return promptrail.history(query);
    },
    promote: async (request) =>
      fromPromotionResultWire(
        toPromotionResultWire(await promptrail.promote({ ...by, ...request })),
      ),
    rollback: async ({ toVersion, ...request }) => {
      const target = toVersion === undefined ? {} : { version: toVersion };
      const result = await promptrail.rollback({ ...by, ...request, ...target });
      return fromRollbackResultWire(toRollbackResultWire(result));
    },
  };
}
