/** A wait that someone may cut short. */
export interface Alarm {
  /** Resolves after the time, or as soon as it rings; at once when it rang since the last wait. */
  wait(ms: number): Promise<void>;
  ring(): void;
}

export function createAlarm(): Alarm {
  let isRinging = false;
  let wake: (() => void) | null = null;
  return {
    wait: async (ms) => {
      if (!isRinging) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      wake = null;
      isRinging = false;
    },
    ring: () => {
      isRinging = true;
      wake?.();
    },
  };
}
