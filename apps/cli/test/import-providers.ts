/**
 * Import statements for a project's config. The CLI depends on no vendor's provider, so that its
 * projects cannot import one by name.
 */
export function importProviders(...names: readonly ("claude" | "openai")[]): string {
  return names
    .map((name) => {
      const path = `../../../packages/provider-${name}/dist/index.js`;
      return `import { ${name} } from "${new URL(path, import.meta.url).href}";`;
    })
    .join("\n");
}
