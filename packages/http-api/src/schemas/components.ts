import { z } from "zod";

/** The schemas that the OpenAPI document names. A registry of our own: a caller's schemas never meet it. */
export const components = z.registry<{ readonly id: string; readonly description?: string }>();
