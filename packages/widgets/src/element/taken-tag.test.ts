import { expect } from '@open-wc/testing';
import { defineElement } from './define-element.ts';
import { VERSION } from './version.ts';

describe('a tag that something else has taken', () => {
  it('stays theirs, is told once, and the tags after it are defined', () => {
    const told: unknown[] = [];
    const { warn } = console;
    console.warn = (text: unknown) => told.push(text);
    try {
      const Theirs = class extends HTMLElement {};
      const classOfOurs = () =>
        class extends HTMLElement {
          static readonly version = VERSION;
        };
      const Next = classOfOurs();
      customElements.define('x-taken', Theirs);
      defineElement('x-taken', classOfOurs());
      defineElement('x-next', Next);
      defineElement('x-taken', classOfOurs());
      expect(customElements.get('x-taken') === Theirs).to.equal(true);
      expect(customElements.get('x-next') === Next).to.equal(true);
      expect(told).to.eql([
        `<x-taken> is already defined by something else, so Post-Purchase ${VERSION} does not show there.`,
      ]);
    } finally {
      console.warn = warn;
    }
  });
});
