import { PromptrailError, type Provider } from "@promptrail/core";
import { suggest } from "@promptrail/core/errors";
import type { NamedModel } from "@promptrail/evals/run";

/** `openai/gpt-5-mini` */
export function formatModel({ provider, model }: NamedModel): string {
  return `${provider}/${model}`;
}

interface NameModelsSettings {
  /** What stands after `--models`: `openai/gpt-5-mini,claude-haiku-4-5`. */
  readonly text: string;
  /** That of the version itself. */
  readonly own: NamedModel;
  readonly providers: readonly Provider[];
}

/**
 * The models that a command line names, the version's own first. A name without a provider is that of one of the version's own
 * provider; a model's name may itself have a `/`.
 *
 * @throws PromptrailError `request_invalid` for an empty name, an unknown provider, a name that only another provider knows, and no
 * model beside the own one.
 */
export function nameModels({ text, own, providers }: NameModelsSettings): readonly NamedModel[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.includes("")) {
    throw refused(
      `--models "${text}" has an empty name. Write MODEL or PROVIDER/MODEL, with commas.`,
    );
  }
  const named = names.map((name) => nameModel(name, own, providers));
  const distinct = new Map([own, ...named].map((each) => [formatModel(each), each]));
  if (distinct.size === 1) {
    throw refused(
      `--models names only ${formatModel(own)}, which is the version's own model and runs anyway. Name another one to compare it with.`,
    );
  }
  return [...distinct.values()];
}

function nameModel(name: string, own: NamedModel, providers: readonly Provider[]): NamedModel {
  const knownBy = (id: string, model: string) =>
    Object.hasOwn(providers.find((each) => each.id === id)?.models ?? {}, model);
  if (knownBy(own.provider, name)) return { provider: own.provider, model: name };
  const at = name.indexOf("/");
  const [provider, model] = [name.slice(0, at), name.slice(at + 1)];
  const ids = providers.map(({ id }) => id);
  if (at > 0 && ids.includes(provider)) {
    if (model === "") throw refused(`--models "${name}" names no model. Write ${provider}/MODEL.`);
    return { provider, model };
  }
  if (at > 0) {
    throw refused(
      `--models "${name}": the config has no provider "${provider}".${suggest(provider, ids)} It has: ${ids.join(", ")}.`,
    );
  }
  const other = ids.find((id) => knownBy(id, name));
  if (other !== undefined) {
    throw refused(
      `--models "${name}" is a model of "${other}", and the version's provider is "${own.provider}". Write ${other}/${name}.`,
    );
  }
  return { provider: own.provider, model: name };
}

function refused(message: string): PromptrailError {
  return new PromptrailError("request_invalid", `${message} Nothing was run.`, {
    argument: "--models",
  });
}
