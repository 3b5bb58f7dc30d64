/**
 * Makes a vendor's client while the environment holds the named variables and no others. SDKs read more of
 * it than their settings can switch off, and what they read may be meant for somebody else. `make` has to
 * come to its end at once: nothing else runs meanwhile, so that nobody else misses a variable.
 */
export function withEnvironment<Made>(names: readonly string[], make: () => Made): Made {
  const { env } = process;
  process.env = Object.fromEntries(
    names.flatMap((name) => {
      const value = env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  try {
    return make();
  } finally {
    process.env = env;
  }
}
