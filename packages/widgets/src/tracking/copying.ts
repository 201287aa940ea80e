import type { ReactiveControllerHost } from 'lit';

/** How long "Copied" stands, in milliseconds. */
const COPIED_FOR = 2_500;

/** Copies tracking numbers, and knows for a moment that it did. */
export class Copying {
  /** The number copied a moment ago; null: none. */
  copied: string | null = null;
  readonly #host: ReactiveControllerHost;
  #timer = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController({
      hostDisconnected: () => {
        this.#show(null);
      },
    });
  }

  async copy(number: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(number);
    } catch {
      // The browser forbids it. One click on the number selects all of it.
      return;
    }
    this.#show(number);
    this.#timer = window.setTimeout(() => {
      this.#show(null);
    }, COPIED_FOR);
  }

  #show(copied: string | null): void {
    clearTimeout(this.#timer);
    this.copied = copied;
    this.#host.requestUpdate();
  }
}
