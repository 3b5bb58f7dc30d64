import { TemplateError } from "@promptrail/core/errors";
import { formatPath } from "../values/path-template.js";
import { Runtime } from "./runtime.js";

/**
 * Renders again what came out ill-formed, to tell where: half of a surrogate pair would reach the model
 * as U+FFFD. Looking at the whole text once costs nearly nothing, looking at each part would not.
 */
export class SurrogateRuntime extends Runtime {
  override text(value: unknown, site: number): string {
    const text = super.text(value, site);
    return text.isWellFormed() ? text : this.refuse(site);
  }

  override finish(text: string): string {
    return text.isWellFormed() ? super.finish(text) : this.refuse(0);
  }

  private refuse(site: number): never {
    const { line, column, path, concrete } = this.sites[site] ?? { line: 1, column: 1 };
    const name = path === undefined ? "this text" : `'${path}'`;
    throw new TemplateError({
      kind: "value",
      reason: `${name} contains half of a surrogate pair, which UTF-8 cannot encode; pass well-formed text`,
      line,
      column,
      path,
      concretePath: concrete === undefined ? path : formatPath(concrete, this.slots),
    });
  }
}
