import type { Client, Dispatcher } from "undici";
import { Exchange } from "../exchange/exchange.js";

/** What makes a client of undici. */
export type CreateClient = (origin: URL, options: Client.Options) => Dispatcher;

/** Clients of undici, one socket at a time each, that count the requests of their socket. */
export function countSocketUse(Base: typeof Client): CreateClient {
  class CountingClient extends Base {
    #uses = 0;
    readonly #socketUse = {
      use: () => {
        this.#uses += 1;
        return this.#uses > 1;
      },
    };

    constructor(origin: URL, options: Client.Options) {
      super(origin, options);
      this.on("connect", () => {
        this.#uses = 0;
      });
    }

    override dispatch(
      request: Dispatcher.DispatchOptions,
      handler: Dispatcher.DispatchHandler,
    ): boolean {
      if (handler instanceof Exchange) handler.socketUse = this.#socketUse;
      return super.dispatch(request, handler);
    }
  }
  return (origin, options) => new CountingClient(origin, options);
}
