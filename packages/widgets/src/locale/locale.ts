import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Lazy } from './lazy.ts';
import { nearestLang } from './nearest-lang.ts';

/** What a widget needs in each language, fetched when it is needed. English is always among them. */
export interface Languages<Needed> {
  readonly en: Lazy<Needed>;
  readonly [language: string]: Lazy<Needed>;
}

/** All connected locales, and the one observer that tells them of a changed `lang`. */
const connected = new Set<{ sync(): void }>();
let observer: MutationObserver | undefined;

/**
 * The language of an element, from the nearest `lang` through shadow hosts, and what the element needs in it. While that is on its way there is
 * nothing, so that no other language flashes. For a language that is not among them it is English, days and numbers too.
 */
export class Locale<Needed> implements ReactiveController {
  /** The tag that days, numbers and words are in, with its region: `de-AT`. */
  lang = 'en';
  /** Whether it could not be fetched; tried again when the browser is online again. */
  failed = false;

  readonly #host: ReactiveControllerHost & Element;
  readonly #languages: Languages<Needed>;
  #wanted: Lazy<Needed> | null = null;

  constructor(host: ReactiveControllerHost & Element, languages: Languages<Needed>) {
    this.#host = host;
    this.#languages = languages;
    host.addController(this);
  }

  /** Null until it has come. */
  get kit(): Needed | null {
    return this.#wanted?.value ?? null;
  }

  hostConnected(): void {
    connected.add(this);
    if (observer === undefined) {
      observer = new MutationObserver(() => {
        for (const locale of connected) locale.sync();
      });
      observer.observe(document, { subtree: true, attributes: true, attributeFilter: ['lang'] });
    }
    addEventListener('online', this.#onOnline);
    this.sync();
  }

  hostDisconnected(): void {
    connected.delete(this);
    removeEventListener('online', this.#onOnline);
    if (connected.size > 0) return;
    observer?.disconnect();
    observer = undefined;
  }

  /** Reads the nearest `lang` anew. */
  sync(): void {
    const nearest = nearestLang(this.#host) ?? 'en';
    const found = this.#languages[nearest.split('-', 1)[0] ?? ''];
    const lang = found === undefined ? 'en' : nearest;
    if (lang === this.lang && this.#wanted !== null) return;
    this.lang = lang;
    this.#want(found ?? this.#languages.en);
  }

  readonly #onOnline = (): void => {
    if (this.failed && this.#wanted !== null) this.#want(this.#wanted);
  };

  #want(wanted: Lazy<Needed>): void {
    this.#wanted = wanted;
    this.failed = false;
    this.#host.requestUpdate();
    if (wanted.value !== null) return;
    wanted
      .load()
      .catch(() => {
        if (this.#wanted === wanted) this.failed = true;
      })
      .finally(() => {
        this.#host.requestUpdate();
      });
  }
}
