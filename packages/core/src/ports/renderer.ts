import type { TemplateFilter } from "../template/template-filter.js";
import type { TemplateFunction } from "../template/template-function.js";
import type { TemplateSettings } from "../template/template-settings.js";
import type { TemplatePosition, TemplateVariable } from "../template/template-variable.js";

/** Something that is worth knowing of one place of a template. */
export interface TemplateNote extends TemplatePosition {
  readonly reason: string;
}

export interface CompileOptions {
  /** Which template this is, for error messages: `product_description_v2 user`. */
  readonly name: string;
  readonly filters: readonly TemplateFilter[];
  readonly functions?: readonly TemplateFunction[] | undefined;
  /** The texts that `{% include "name" %}` may put in. */
  readonly partials?: Readonly<Record<string, string>> | undefined;
  readonly settings?: TemplateSettings | undefined;
}

export interface CompiledTemplate {
  /** Renders once. Throws TemplateError; never changes the context; never renders a value. */
  render(context: unknown): string;
  /**
   * The same, beside the caller where the renderer has a place for it. Rejects with what `render` throws.
   *
   * @param signal fires where nobody waits for the text any more: what goes on beside the caller may end.
   */
  renderAsync(context: unknown, signal?: AbortSignal): Promise<string>;
  /** Every context path that the template reads. */
  readonly variables: readonly TemplateVariable[];
  /** The names of the team's own filters that the template uses. */
  readonly filters: readonly string[];
  /** The names of the own functions that it calls. */
  readonly functions: readonly string[];
  /** The names of the partials that it includes, also through each other. */
  readonly partials: readonly string[];
  /** Where Jinja2 would give another text, knowingly. */
  readonly notes: readonly TemplateNote[];
}

/** Turns template sources into functions. */
export interface Renderer {
  /** Throws TemplateError of kind `syntax` with line and column. */
  compile(source: string, options: CompileOptions): CompiledTemplate;
}
