import { PromptrailError } from "../errors/promptrail-error.js";

/** Where the environment may be named, the strongest first. An empty text names none. */
export interface EnvironmentNames {
  /** `--env`, or a setting of the process. */
  readonly option?: string | undefined;
  readonly config?: string | undefined;
  /** `PROMPTRAIL_ENV` */
  readonly variable?: string | undefined;
}

export interface ChosenEnvironment {
  readonly name: string;
  /** False where nobody named one, and it is the default. */
  readonly isNamed: boolean;
}

const defaultEnvironment = "development";

/**
 * Any name may be one that a store has: whether it may be made is for the store to say.
 *
 * @throws PromptrailError `config_invalid` where config and variable differ.
 */
export function chooseEnvironment(names: EnvironmentNames): ChosenEnvironment {
  const [option, config, variable] = [names.option, names.config, names.variable].map(
    (name) => name || undefined,
  );
  if (option === undefined && config !== undefined && variable !== undefined) {
    if (config !== variable) throw ambiguous(config, variable);
  }
  const name = option ?? config ?? variable;
  if (name === undefined) return { name: defaultEnvironment, isNamed: false };
  return { name, isNamed: true };
}

function ambiguous(config: string, variable: string): PromptrailError {
  return new PromptrailError(
    "config_invalid",
    `The environment is not clear: the config names "${config}", but PROMPTRAIL_ENV is "${variable}". Give both the same name, or choose one with --env.`,
    { config, variable },
  );
}
