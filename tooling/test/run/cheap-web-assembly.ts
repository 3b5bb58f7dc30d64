/**
 * For Node in tests. PGlite is a whole database in WebAssembly, which a test uses for a second or
 * two: compiling it cheaply, and never again for speed, saves a third of that time.
 */
export const cheapWebAssembly = "--liftoff-only";
