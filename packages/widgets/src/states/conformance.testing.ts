import { expect } from '@open-wc/testing';
import type axeCore from 'axe-core';
// It makes a global, not a module.
import 'axe-core/axe.min.js';
import { emptyStage, make, mount, settled, shown, textOf } from './mount.testing.ts';
import { provide, StagedSource, type WidgetState } from './widget-state.ts';

/** Words that only a mistake puts on a page. */
const MISTAKES = /\b(undefined|NaN|null|Invalid Date|\[object|Infinity)\b/;

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What holds for every widget in every one of its states; each widget's test calls it. */
export function itConforms(tag: string, states: readonly WidgetState[]): void {
  it('names each state once', () => {
    expect(new Set(states.map(({ name }) => name)).size).to.equal(states.length);
  });

  for (const state of states) {
    describe(`as "${state.name}"`, () => {
      for (const lang of ['en', 'de', 'de-AT', 'ar', 'xx']) {
        it(`shows words, and nothing that is only a mistake, in ${lang}`, async () => {
          emptyStage().lang = lang;
          const { element } = await mount(tag, state);
          const text = textOf(element);
          expect(text).not.to.match(MISTAKES);
          const base = element.shadowRoot?.querySelector('.base');
          if (base) {
            expect(base.getAttribute('lang')).to.equal(lang.startsWith('de') ? lang : 'en');
            expect(text.length).to.be.greaterThan(10);
          }
        });
      }

      it('has no style attribute, which a strict policy forbids', async () => {
        const { element } = await mount(tag, state);
        expect(element.shadowRoot?.querySelector('[style]') === null).to.equal(true);
      });

      for (const scheme of ['light', 'dark']) {
        it(`breaks no rule of WCAG 2.2 AA in ${scheme}`, async () => {
          const place = emptyStage();
          place.style.cssText = `color-scheme: ${scheme}; background: Canvas; color: CanvasText; padding: 16px`;
          await mount(tag, state);
          const { violations } = await axe.run(place, {
            runOnly: { type: 'tag', values: WCAG_22_AA },
            rules: { 'target-size': { enabled: true } },
            resultTypes: ['violations'],
          });
          expect(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
          ).to.eql([]);
        });
      }
    });
  }

  it('breaks no rule at a width of 320 pixels, and nothing sticks out of it', async () => {
    for (const state of states) {
      const place = emptyStage();
      place.style.cssText =
        'inline-size: 320px; padding: 16px; box-sizing: border-box; font: 16px/1.5 sans-serif';
      const { element } = await mount(tag, state);
      const { right } = place.getBoundingClientRect();
      for (const each of element.shadowRoot?.querySelectorAll('.body *') ?? []) {
        if (each.closest('.hidden, .label, svg') !== null) continue;
        expect(each.getBoundingClientRect().right, `${state.name}: ${each.outerHTML}`).to.be.at.most(
          right + 0.5,
        );
      }
      place.replaceChildren();
    }
  });

  it('shows an order that was set before it came onto the page', async () => {
    const [state] = states.filter((each) => each.state.status === 'ready');
    if (state?.state.status !== 'ready') throw new Error('No state is ready');
    const late = make(tag);
    const { order } = state.state;
    Object.assign(late, { order });
    emptyStage().append(late);
    await shown(late);
    expect(Reflect.get(late, 'order')).to.equal(order);
    expect(textOf(late)).not.to.equal('');
  });

  it('lets go of its source when it is taken off the page, and not when it is moved', async () => {
    const place = emptyStage();
    const source = new StagedSource({ state: { status: 'loading' } });
    provide(place, source);
    const element = make(tag);
    place.append(element);
    await shown(element);
    expect(source.listeners).to.equal(1);
    const other = document.createElement('div');
    place.append(other);
    other.append(element);
    await settled(element);
    expect(source.listeners).to.equal(1);
    element.remove();
    await settled(element);
    expect(source.listeners).to.equal(0);
    place.append(element);
    await settled(element);
    expect(source.listeners).to.equal(1);
  });
}

declare global {
  var axe: typeof axeCore;
}
