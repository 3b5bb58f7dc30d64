/**
 * The same function of a path and a text, which remembers what it made of each path's last text: several checks read
 * each file, and their tests run them a hundred times.
 */
export function rememberFiles<Made>(
  make: (path: string, text: string) => Made,
): (path: string, text: string) => Made {
  const known = new Map<string, { readonly text: string; readonly made: Made }>();
  return (path, text) => {
    const last = known.get(path);
    if (last?.text === text) return last.made;
    const made = make(path, text);
    known.set(path, { text, made });
    return made;
  };
}
