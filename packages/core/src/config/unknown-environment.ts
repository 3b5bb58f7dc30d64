import { cutText, listSome } from "../errors/list-some.js";
import { PromptrailError } from "../errors/promptrail-error.js";
import { suggest } from "../errors/suggest.js";
import { describeWrongName, isEnvironmentName } from "./environment-name.js";

interface MissingEnvironment {
  readonly environment: string;
  /** The store's description. */
  readonly store: string;
  /** Those that the store has. */
  readonly known: readonly string[];
  /** What to do where the name is right. Default: deploy. */
  readonly cure?: string;
}

/** A store was opened with `create: false` on an environment that it does not have. */
export function unknownEnvironment({
  environment,
  store,
  known,
  cure = isEnvironmentName(environment)
    ? "If the name is correct, create the environment with `promptrail deploy`."
    : describeWrongName(environment),
}: MissingEnvironment): PromptrailError {
  return new PromptrailError(
    "unknown_environment",
    `The store, ${store}, has no environment "${cutText(environment)}".${suggest(environment, known)} It has: ${listSome(known) || "none yet"}. ${cure}`,
    { environment, known: [...known] },
  );
}
