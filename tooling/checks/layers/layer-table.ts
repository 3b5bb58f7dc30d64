/** What a workspace package may import of ours, beside itself. */
export interface LayerRow {
  /**
   * Names without the scope. `name` stands for all exported paths of that package,
   * `name/path` for that path alone.
   */
  readonly imports: readonly string[];
  /** Optional peers: loaded by `import()` where they are installed. */
  readonly optionalPeers?: readonly string[];
  /** What its tests import beside that and beside `testing`. */
  readonly testsWith?: readonly string[];
}

const packageRows: Readonly<Record<string, LayerRow>> = {
  core: { imports: [] },
  plots: { imports: [] },
  transport: { imports: [] },
  renderer: { imports: ["core"] },
  check: { imports: ["core"], testsWith: ["renderer"] },
  "provider-claude": { imports: ["core", "transport"] },
  "provider-openai": { imports: ["core", "transport"] },
  "provider-deepseek": { imports: ["core", "provider-openai/compatible"] },
  "store-postgres": { imports: ["core"] },
  evals: { imports: ["core", "plots"] },
  otel: { imports: ["core"], testsWith: ["runtime"] },
  spool: { imports: ["core"] },
  "http-api": { imports: ["core"] },
  jobs: { imports: ["core"], testsWith: ["store-postgres"] },
  runtime: { imports: ["core", "renderer"], testsWith: ["check"] },
  client: { imports: ["core", "http-api"] },
  monitor: { imports: ["core", "evals"] },
  config: { imports: ["core"] },
  testing: { imports: ["core"] },
};

const packagesForApps = Object.keys(packageRows).filter((name) => name !== "testing");

/**
 * The layers of the house: `tooling/handbook/architecture.md` explains them. Apps import packages
 * and not each other, but for the CLI, which serves with the server, and the example shop, which
 * uses both as a team would and plays the vendors' part with `testing`.
 */
export const layerTable: Readonly<Record<string, LayerRow>> = {
  ...packageRows,
  server: { imports: packagesForApps },
  cli: { imports: [...packagesForApps, "server"], optionalPeers: ["testing"] },
  dashboard: { imports: ["http-api", "client"] },
  easycommerce: { imports: [...packagesForApps, "cli", "server", "testing"] },
};

/** Packages whose own tests cannot use `testing`: it is built on them. */
const belowTesting: ReadonlySet<string> = new Set(["core", "testing"]);

/** What tests of the package may import beside its row; development dependencies, then. */
export function listForTests(name: string): readonly string[] {
  const testing = belowTesting.has(name) ? [] : ["testing"];
  return [...testing, ...(layerTable[name]?.testsWith ?? [])];
}
