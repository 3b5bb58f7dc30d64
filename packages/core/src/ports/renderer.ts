import type { TemplateFilter } from "../template/template-filter.js";
import type { TemplateVariable } from "../template/template-variable.js";

export interface CompileOptions {
  /** Which template this is, for error messages: `product_description_v2 user`. */
  readonly name: string;
  readonly filters: readonly TemplateFilter[];
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
}

/** Turns template sources into functions. */
export interface Renderer {
  /** Throws TemplateError of kind `syntax` with line and column. */
  compile(source: string, options: CompileOptions): CompiledTemplate;
}
