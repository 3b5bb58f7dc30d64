/** What a process is started with, so that its clock shows a time of our choosing and goes on from there. */
export function toClockOptions(time: string): string {
  const shiftMs = Date.parse(time) - Date.now();
  const script = `
    const RealDate = Date;
    const now = () => RealDate.now() + (${shiftMs});
    globalThis.Date = new Proxy(RealDate, {
      construct: (_target, values) => values.length === 0 ? new RealDate(now()) : new RealDate(...values),
      get: (target, key, receiver) => key === "now" ? now : Reflect.get(target, key, receiver),
    });`;
  return `--import=data:text/javascript,${encodeURIComponent(script)}`;
}
