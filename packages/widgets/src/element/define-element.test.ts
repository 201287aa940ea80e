import { expect } from '@open-wc/testing';
import { defineElement } from './define-element.ts';
import { VERSION } from './version.ts';

const warnings: string[] = [];
const { warn } = console;

before(() => {
  console.warn = (text: string) => warnings.push(text);
});
after(() => {
  console.warn = warn;
});

const classOf = (version: string) =>
  class extends HTMLElement {
    static readonly version = version;
  };

describe('defineElement', () => {
  it('keeps the first, is silent about a copy of the same version, and warns once about another', () => {
    const First = classOf('1.0.0');
    defineElement('x-first', First);
    defineElement('x-first', First);
    defineElement('x-first', classOf('1.0.0'));
    expect(customElements.get('x-first') === First).to.equal(true);
    expect(warnings).to.eql([]);

    defineElement('x-first', classOf('2.0.0'));
    defineElement('x-first', classOf('3.0.0'));
    expect(customElements.get('x-first') === First).to.equal(true);
    expect(warnings).to.have.lengthOf(1);
    expect(warnings[0]).to.contain('1.0.0').and.to.contain('2.0.0');
  });
});

describe('VERSION', () => {
  it('is that of the package', async () => {
    const manifest: unknown = await (await fetch(new URL('../../package.json', import.meta.url))).json();
    expect(manifest).to.have.property('version', VERSION);
  });
});
