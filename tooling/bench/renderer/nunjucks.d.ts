/** The parts of nunjucks 3.2.4 that the benchmark uses; the package ships no types. */
declare module "nunjucks" {
  interface Settings {
    readonly autoescape: boolean;
    readonly throwOnUndefined: boolean;
    readonly trimBlocks?: boolean;
    readonly lstripBlocks?: boolean;
  }

  class Environment {
    constructor(loaders: null, settings: Settings);
    addFilter(name: string, filter: (value: unknown) => unknown): void;
  }

  class Template {
    constructor(source: string, environment: Environment, path: string, eager: boolean);
    render(context: object): string;
  }

  const nunjucks: {
    readonly Environment: typeof Environment;
    readonly Template: typeof Template;
    installJinjaCompat(): void;
  };
  export default nunjucks;
}
