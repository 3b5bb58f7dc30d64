import { randomUUID } from "node:crypto";
import { type ClientBase, escapeIdentifier } from "pg";

export interface ProbeRequest {
  readonly client: ClientBase;
  /** Notifies a channel on the way that decisions take: another connection. */
  readonly notify: (channel: string) => Promise<void>;
  readonly withinMs: number;
}

/**
 * Whether a notification arrives here. Behind a transaction pooler none does: LISTEN succeeds there,
 * on a session that is handed to the next client. It is also false where the two connections lead
 * to different databases.
 *
 * @returns null where the notification could not be sent.
 */
export async function probeNotifications(request: ProbeRequest): Promise<boolean | null> {
  const { client, notify, withinMs } = request;
  const channel = `promptrail_probe_${randomUUID().replaceAll("-", "")}`;
  let timer: NodeJS.Timeout | undefined;
  let hear: (isHeard: boolean) => void = () => {};
  const heard = new Promise<boolean>((resolve) => {
    hear = resolve;
  });
  const onNotification = (notification: { readonly channel: string }) => {
    if (notification.channel === channel) hear(true);
  };
  client.on("notification", onNotification);
  try {
    await client.query(`listen ${escapeIdentifier(channel)}`);
    const isSent = await notify(channel).then(
      () => true,
      () => false,
    );
    if (!isSent) return null;
    // Where the connection is closed meanwhile, no process waits for the end of the probe.
    timer = setTimeout(() => hear(false), withinMs).unref();
    return await heard;
  } finally {
    clearTimeout(timer);
    client.removeListener("notification", onNotification);
    // A connection that is lost says so itself.
    await client.query(`unlisten ${escapeIdentifier(channel)}`).catch(() => {});
  }
}
