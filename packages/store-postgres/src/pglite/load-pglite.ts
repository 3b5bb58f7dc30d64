import { PromptrailError } from "@promptrail/core";
import { findErrorCode, toErrorText } from "@promptrail/core/errors";

type Pglite = typeof import("@electric-sql/pglite");

// No literal, so that no bundler takes it in: it reads its engine and data from files of its own folder.
const name = ["@electric-sql", "pglite"].join("/");

/**
 * PGlite, loaded when first used: it is a whole database, which a process on PostgreSQL never needs.
 *
 * @throws PromptrailError `config_invalid` where it is not installed beside this code, or beside the bundle of it.
 */
export async function loadPglite(): Promise<Pglite> {
  try {
    return (await import(/* webpackIgnore: true */ name)) as Pglite;
  } catch (error) {
    throw new PromptrailError(
      "config_invalid",
      `The embedded store needs ${name}, which cannot be loaded (${findErrorCode(error) ?? toErrorText(error)}). In a bundle it stays outside: install it in the project that runs the bundle, or take postgres(url).`,
      { package: name },
      error,
    );
  }
}
