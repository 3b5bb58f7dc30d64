import type { TestProject } from "vitest/node";
import { startPostgres } from "./postgres-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /**
     * URL of the test server's superuser, for `createTestDatabase`; null where npm has no
     * PostgreSQL for this platform, or the project is not among `projectsOnPostgres`.
     */
    postgresAdminUrl: string | null;
  }
}

/** The test projects that ask for PostgreSQL; the others do not wait for its start. */
const projectsOnPostgres: ReadonlySet<string> = new Set([
  "cli",
  "easycommerce",
  "jobs",
  "server",
  "store-postgres",
  "tooling",
]);

/** Starts one PostgreSQL for the whole test run, when a project of the run asks for it. */
export default async function setUpPostgres(
  project: TestProject,
): Promise<(() => Promise<void>) | undefined> {
  const isAsked = project.vitest.projects.some((each) => projectsOnPostgres.has(each.name));
  const server = isAsked ? await startPostgres() : null;
  project.provide("postgresAdminUrl", server?.adminUrl ?? null);
  return server?.stop;
}
