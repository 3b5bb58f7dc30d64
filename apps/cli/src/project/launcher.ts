/** As early as can be: it may end while the command still starts. */
const launcher = process.ppid;

const lookMs = 500;

/**
 * Calls `tell` once where npm started this command and has ended: npm passes a signal to the shell between the
 * two, which ends and passes nothing on. Nobody else would end the command then. Returns what ends the looking.
 */
export function onLauncherEnd(tell: () => void): () => void {
  if (process.env["npm_command"] === undefined) return () => {};
  const looking = setInterval(() => {
    if (process.ppid === launcher) return;
    clearInterval(looking);
    tell();
  }, lookMs).unref();
  return () => clearInterval(looking);
}
