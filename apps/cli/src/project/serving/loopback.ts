/** Whether a URL is of this machine alone, and of nothing but a server's root. */
export function isLoopbackUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.protocol !== "http:" || text !== url.origin) return false;
  const { hostname } = url;
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}

/** The URL of this machine by which a server is reached that listens on this one; null where there is none. */
export function toLoopbackUrl(listening: string): string | null {
  const url = new URL(listening);
  // A server on every address of the machine has that of its loopback among them.
  if (url.hostname === "0.0.0.0") url.hostname = "127.0.0.1";
  if (url.hostname === "[::]") url.hostname = "[::1]";
  return isLoopbackUrl(url.origin) ? url.origin : null;
}
