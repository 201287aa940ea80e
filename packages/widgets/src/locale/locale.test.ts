import { expect } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import { emptyStage, settled, until } from '../states/mount.testing.ts';
import { Lazy } from './lazy.ts';
import { Locale } from './locale.ts';
import { nearestLang } from './nearest-lang.ts';

let deliverGerman: (words: string) => void = () => undefined;
let refuse: (() => void) | null = null;
const english = new Lazy(() => Promise.resolve('Hello'));
const german = new Lazy(
  () =>
    new Promise<string>((resolve, reject) => {
      deliverGerman = resolve;
      refuse = () => {
        reject(new Error('offline'));
      };
    }),
);

class Greeting extends LitElement {
  readonly locale = new Locale(this, { en: english, de: german });
  readonly shown: string[] = [];

  protected override render(): unknown {
    this.shown.push(this.locale.kit ?? (this.locale.failed ? 'failed' : '…'));
    return html`${this.locale.kit}`;
  }
}
customElements.define('x-greeting', Greeting);

function greeting(): Greeting {
  const element = document.createElement('x-greeting');
  if (!(element instanceof Greeting)) throw new Error('not defined');
  return element;
}

describe('nearestLang', () => {
  it('is the nearest outward, through shadow hosts, as a canonical tag', () => {
    const outer = emptyStage();
    outer.lang = 'DE-at';
    const host = document.createElement('div');
    outer.append(host);
    const inner = document.createElement('p');
    host.attachShadow({ mode: 'closed' }).append(inner);
    expect(nearestLang(inner)).to.equal('de-AT');
    host.lang = 'fr';
    expect(nearestLang(inner)).to.equal('fr');
    inner.lang = 'not a tag';
    expect(nearestLang(inner)).to.equal(null);
  });
});

describe('Locale', () => {
  it('shows no other language while one is on its way, and tries again when the browser is online', async () => {
    const place = emptyStage();
    place.lang = 'de';
    const element = greeting();
    place.append(element);
    await settled(element);
    refuse?.();
    await until(() => element.locale.failed, 'the failure');
    await settled(element);
    dispatchEvent(new Event('online'));
    deliverGerman('Hallo');
    await until(() => element.locale.kit !== null, 'German');
    await settled(element);
    expect(element.shown.filter((text, index, all) => text !== all[index - 1])).to.eql([
      '…',
      'failed',
      '…',
      'Hallo',
    ]);
    expect(element.locale.lang).to.equal('de');
  });

  it('follows the page, and speaks English where it has no words', async () => {
    const place = emptyStage();
    place.lang = 'en-GB';
    const element = greeting();
    place.append(element);
    await until(() => element.locale.kit === 'Hello', 'English');
    expect(element.locale.lang).to.equal('en-GB');
    place.lang = 'de-CH';
    await until(() => element.locale.kit === 'Hallo', 'German');
    expect(element.locale.lang).to.equal('de-CH');
    place.lang = 'ja';
    await until(() => element.locale.kit === 'Hello', 'English again');
    expect(element.locale.lang).to.equal('en');
  });
});
