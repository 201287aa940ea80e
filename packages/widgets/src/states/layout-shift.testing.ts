import { expect } from '@open-wc/testing';
import { emptyStage, make, settled, shown } from './mount.testing.ts';
import { provide, StagedSource, type WidgetState } from './widget-state.ts';

/**
 * Whatever is known of an order, and in whatever order it becomes known: nothing below the widget moves. Judged by where a neighbor stands, and in
 * Chromium by the browser's own account too.
 */
export function itShiftsNothing(
  tag: string,
  states: readonly WidgetState[],
  widths: readonly number[] = [320, 480, 720, 1000],
): void {
  for (const width of widths) {
    for (const lang of ['en', 'de']) {
      it(`moves nothing below it, ${width} pixels wide in ${lang}`, async () => {
        const place = emptyStage();
        place.lang = lang;
        place.style.cssText = `inline-size: ${width}px; font: 16px/1.5 sans-serif`;
        const source = new StagedSource({ state: { status: 'loading' } });
        provide(place, source);
        const element = make(tag);
        const below = document.createElement('p');
        below.textContent = 'Below';
        place.append(element, below);
        await settled(element);
        const shifts: number[] = [];
        const observer = observeShifts((shift) => shifts.push(shift));
        const top = below.getBoundingClientRect().top;
        await shown(element);
        for (const { name, state } of [...states, ...states.toReversed()]) {
          source.become(state);
          await settled(element);
          expect(below.getBoundingClientRect().top, name).to.equal(top);
          await nextFrame();
        }
        for (const shift of observer()) shifts.push(shift);
        expect(shifts).to.eql([]);
      });
    }
  }
}

const nextFrame = (): Promise<unknown> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });

/** Calls back with each layout shift; the returned function stops it and gives those not told yet. */
function observeShifts(onShift: (value: number) => void): () => number[] {
  if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return () => [];
  const valueOf = (entry: PerformanceEntry): number =>
    'value' in entry && typeof entry.value === 'number' ? entry.value : 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) onShift(valueOf(entry));
  });
  observer.observe({ type: 'layout-shift' });
  return () => {
    const rest = observer.takeRecords().map(valueOf);
    observer.disconnect();
    return rest;
  };
}
