import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** So long has a widget to be in view to count as seen, in milliseconds. */
const SEEN_AFTER = 1_000;
const STEPS = [0, 0.25, 0.5, 0.75, 1];

/**
 * Whether a widget was really seen: half of it, or as much of it as fills half the screen, was in view for a second of a visible page. Calls
 * `onSeen` once per stretch in view; the receiver counts each touchpoint once.
 */
export class Exposure implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #onSeen: () => void;
  #observer: IntersectionObserver | null = null;
  #timer = 0;
  #inView = false;

  constructor(host: ReactiveControllerHost & Element, onSeen: () => void) {
    this.#host = host;
    this.#onSeen = onSeen;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver(
      (entries) => {
        const latest = entries.at(-1);
        if (latest !== undefined) this.#inView = isMostlyInView(latest);
        this.#watch();
      },
      { threshold: STEPS },
    );
    this.#observer.observe(this.#host);
    document.addEventListener('visibilitychange', this.#watch);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    document.removeEventListener('visibilitychange', this.#watch);
    this.#inView = false;
    this.#watch();
  }

  /** What is shown may have become another thing while it was in view. */
  hostUpdated(): void {
    this.#watch();
  }

  readonly #watch = (): void => {
    const watching = this.#inView && !document.hidden;
    if (!watching) {
      clearTimeout(this.#timer);
      this.#timer = 0;
    } else if (this.#timer === 0) {
      this.#timer = window.setTimeout(() => {
        this.#timer = 0;
        if (this.#inView && !document.hidden) this.#onSeen();
      }, SEEN_AFTER);
    }
  };
}

function isMostlyInView({
  intersectionRatio,
  intersectionRect,
  rootBounds,
}: IntersectionObserverEntry): boolean {
  const height = rootBounds?.height ?? window.innerHeight;
  return intersectionRatio >= 0.5 || (intersectionRect.height > 0 && intersectionRect.height >= height / 2);
}
