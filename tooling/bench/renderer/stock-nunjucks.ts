/// <reference path="./nunjucks.d.ts" />
import nunjucks from "nunjucks";

// The example's template calls `items()`, which stock nunjucks knows by its own Jinja mode alone.
nunjucks.installJinjaCompat();

const environment = new nunjucks.Environment(null, { autoescape: false, throwOnUndefined: true });
environment.addFilter("currency", (value) =>
  typeof value === "number" ? `$${value.toFixed(2)}` : value,
);

const tight = new nunjucks.Environment(null, {
  autoescape: false,
  throwOnUndefined: true,
  trimBlocks: true,
  lstripBlocks: true,
});
tight.addFilter("currency", (value) =>
  typeof value === "number" ? `$${value.toFixed(2)}` : value,
);

/** The same with its own `trimBlocks` and `lstripBlocks`. */
export function compileTightStock(source: string): { render(context: object): string } {
  return new nunjucks.Template(source, tight, "user", true);
}

/** Compiles a template as nunjucks 3.2.4 does, at once and not when it is first rendered. */
export function compileStock(source: string): { render(context: object): string } {
  return new nunjucks.Template(source, environment, "user", true);
}
